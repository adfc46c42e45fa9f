package org.evalledger.collector;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.evalledger.bytes.Bytes;
import org.evalledger.collector.Place.GitRepository;

/**
 * The newest commit of a git repository, fetched without its history into a bare copy of its own:
 * nothing is checked out, so no file of it can lead elsewhere.
 */
final class GitListing implements Listing {
  /** Under which name the wanted commit stands in the copy. */
  private static final String FETCHED = "refs/heads/fetched";

  private final Path directory;
  private final Git git;
  private final Limits limits;
  private final List<Item> items;

  private GitListing(Path directory, Git git, Limits limits, List<Item> items) {
    this.directory = directory;
    this.git = git;
    this.limits = limits;
    this.items = List.copyOf(items);
  }

  /** What {@code place} holds now. */
  static GitListing of(GitRepository place, Limits limits) throws PullException {
    checkTransport(place, limits);
    Path directory = temporary();
    try {
      Git git = fetch(place, directory, limits);
      try {
        return new GitListing(directory, git, limits, items(git.getRepository(), place, limits));
      } catch (IOException | PullException | RuntimeException e) {
        git.close();
        throw e;
      }
    } catch (GitAPIException | IOException | RuntimeException e) {
      // JGit tells of damaged answers by unchecked exceptions of many kinds.
      delete(directory);
      throw new PullException(
          "The repository %s cannot be fetched: %s.".formatted(place.address(), reason(e)), e);
    } catch (PullException e) {
      delete(directory);
      throw e;
    }
  }

  private static void checkTransport(GitRepository place, Limits limits) throws PullException {
    try {
      String scheme = new URIish(place.address()).getScheme();
      if (!"https".equals(scheme) && !limits.privateToo()) {
        throw new PullException(
            "A repository is fetched by https://, not from %s.".formatted(place.address()));
      }
    } catch (URISyntaxException e) {
      throw new PullException("\"%s\" is no address.".formatted(place.address()), e);
    }
  }

  private static Git fetch(GitRepository place, Path directory, Limits limits)
      throws GitAPIException, PullException {
    var watch = new FetchWatch(directory, limits);
    String ref = fullName(place, limits);
    Git git = Git.init().setDirectory(directory.toFile()).setBare(true).call();
    try {
      git.fetch()
          .setRemote(place.address())
          .setRefSpecs("+" + ref + ":" + FETCHED)
          .setDepth(1)
          .setTimeout(Math.toIntExact(limits.time().toSeconds()))
          .setTransportConfigCallback(transport -> PublicHttp.require(transport, limits))
          .setProgressMonitor(watch)
          .call();
      watch.check();
      return git;
    } catch (GitAPIException | RuntimeException e) {
      git.close();
      watch.check();
      throw e;
    } catch (PullException e) {
      git.close();
      throw e;
    }
  }

  /** Of a branch and a tag of one name the branch is meant, as git has it. */
  private static String fullName(GitRepository place, Limits limits) throws GitAPIException {
    Map<String, Ref> refs =
        Git.lsRemoteRepository()
            .setRemote(place.address())
            .setTimeout(Math.toIntExact(limits.time().toSeconds()))
            .setTransportConfigCallback(transport -> PublicHttp.require(transport, limits))
            .callAsMap();
    String tag = "refs/tags/" + place.ref();
    return refs.containsKey("refs/heads/" + place.ref()) || !refs.containsKey(tag)
        ? "refs/heads/" + place.ref()
        : tag;
  }

  private static List<Item> items(Repository repository, GitRepository place, Limits limits)
      throws IOException, PullException {
    ObjectId head = repository.resolve(FETCHED + "^{commit}");
    if (head == null) {
      throw new PullException("It has no branch or tag \"%s\".".formatted(place.ref()));
    }
    var items = new ArrayList<Item>();
    try (var commits = new RevWalk(repository);
        var walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(head).getTree());
      walk.setRecursive(true);
      if (!place.folder().isEmpty()) {
        walk.setFilter(PathFilter.create(place.folder()));
      }
      while (walk.next()) {
        if (isFile(walk.getFileMode()) && Item.mayHoldResults(walk.getPathString())) {
          ObjectId blob = walk.getObjectId(0);
          long size = walk.getObjectReader().getObjectSize(blob, Constants.OBJ_BLOB);
          items.add(new Item(walk.getPathString(), blob.name(), size));
          limits.checkCount(items.size());
        }
      }
    }
    items.sort(Comparator.comparing(Item::path));
    return items;
  }

  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  @Override
  public List<Item> items() {
    return items;
  }

  @Override
  public Bytes read(Item item) throws PullException {
    limits.checkSize(item);
    try {
      ObjectLoader blob = git.getRepository().open(ObjectId.fromString(item.mark()));
      return Bytes.copyOf(blob.getBytes(Math.toIntExact(limits.fileBytes())));
    } catch (IOException | RuntimeException e) {
      // JGit tells damaged objects by either.
      throw new PullException("The file cannot be read from its commit: " + e + ".", e);
    }
  }

  @Override
  public void close() {
    git.close();
    delete(directory);
  }

  private static Path temporary() throws PullException {
    try {
      return Files.createTempDirectory("evalledger-git-");
    } catch (IOException e) {
      throw new PullException("There is no room for a copy of the repository: " + e + ".", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It lies where the machine's own clean-up finds it.
      return;
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}

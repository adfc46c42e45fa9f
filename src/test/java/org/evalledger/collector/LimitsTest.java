package org.evalledger.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No place can cost more than it may, whatever it says of itself. */
class LimitsTest {
  private static final Limits SMALL = new Limits(3, 1_000, 1_500, Duration.ofSeconds(20), true);

  @TempDir private Path directory;

  private static Place.HubRepository repository(Hub hub) {
    return new Place.HubRepository(URI.create(hub.url()), "datasets", "team/results", "main", "");
  }

  @Test
  void aDirectoryHasSoManyFiles() throws IOException {
    for (int i = 0; i < 4; i++) {
      Files.writeString(directory.resolve(i + ".json"), "{}");
    }
    assertThatThrownBy(() -> Listings.open(new Place.Folder(directory), SMALL))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("more than 3 files");
  }

  @Test
  void aFileHasSoManyBytes() throws Exception {
    Files.writeString(directory.resolve("large.json"), "x".repeat(1_001));
    try (Listing listing = Listings.open(new Place.Folder(directory), SMALL)) {
      Item large = listing.items().getFirst();
      assertThatThrownBy(() -> listing.read(large)).hasMessageContaining("at most 1,000");
      // What was listed small may have grown since.
      var lying = new Item(large.path(), large.mark(), 1);
      assertThatThrownBy(() -> listing.read(lying)).hasMessageContaining("at most 1,000");
    }
  }

  @Test
  void linksLeadNowhere() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "{}");
    Path source = Files.createDirectories(directory.resolve("source"));
    Files.createSymbolicLink(source.resolve("link.json"), secret);
    try (Listing listing = Listings.open(new Place.Folder(source), SMALL)) {
      assertThat(listing.items()).isEmpty();
      assertThatThrownBy(() -> listing.read(new Item("link.json", "", 1)))
          .isInstanceOf(PullException.class);
    }
  }

  @Test
  void aServerSendsSoMuchInAllAndIsCountedAsItComes() throws Exception {
    try (var hub = new Hub()) {
      hub.put("a.json", Bytes.ofUtf8("x".repeat(900)));
      hub.put("b.json", Bytes.ofUtf8("x".repeat(900)));
      try (Listing listing = Listings.open(repository(hub), SMALL)) {
        Item first = listing.items().getFirst();
        assertThat(listing.read(first).length()).isEqualTo(900);
        assertThatThrownBy(() -> listing.read(listing.items().get(1)))
            .hasMessageContaining("More than 1,500 bytes");
      }
      hub.put("a.json", Bytes.ofUtf8("x".repeat(1_001)));
      try (Listing listing = Listings.open(repository(hub), SMALL)) {
        var lying = new Item("a.json", "", 1);
        assertThatThrownBy(() -> listing.read(lying)).hasMessageContaining("more than 1,000");
      }
    }
  }

  @Test
  void aListingHasSoManyFilesOverAllPages() throws Exception {
    try (var hub = new Hub()) {
      for (int i = 0; i < 4; i++) {
        hub.put(i + ".json", Bytes.ofUtf8("{}"));
      }
      assertThatThrownBy(() -> Listings.open(repository(hub), SMALL))
          .hasMessageContaining("more than 3 files");
    }
  }

  @Test
  void aTagIsFetchedAsABranchIs() throws Exception {
    Path repository = Files.createDirectories(directory.resolve("tagged"));
    try (var git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      var team = new PersonIdent("team", "team@example.org");
      for (String name : List.of("first", "second")) {
        Files.writeString(repository.resolve(name + ".json"), "{}");
        git.add().addFilepattern(".").call();
        git.commit().setMessage(name).setAuthor(team).setCommitter(team).setSign(false).call();
        git.tag().setName("v-" + name).setAnnotated(false).call();
      }
    }
    String address = repository.toUri().toString();
    for (String ref : List.of("v-first", "v-second", "main")) {
      var place = new Place.GitRepository(address, ref, "");
      try (Listing listing = Listings.open(place, Limits.USUAL.withPrivate())) {
        assertThat(listing.items())
            .extracting(Item::path)
            .hasSize(ref.equals("v-first") ? 1 : 2)
            .contains("first.json");
        assertThat(listing.read(listing.items().getFirst()).utf8()).isEqualTo("{}");
      }
    }
  }

  @Test
  void aRepositoryMayBringSoMuch() throws Exception {
    try (var git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
      var team = new PersonIdent("team", "team@example.org");
      var noise = new byte[200_000];
      new Random(1).nextBytes(noise);
      Files.write(directory.resolve("noise.json"), noise);
      git.add().addFilepattern(".").call();
      git.commit().setMessage("noise").setAuthor(team).setCommitter(team).setSign(false).call();
    }
    var place = new Place.GitRepository(directory.toUri().toString(), "main", "");
    assertThatThrownBy(() -> Listings.open(place, SMALL))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("more than 1,500 bytes");
  }

  @Test
  void whatIsNotThereIsToldInASentence() {
    var git = new Place.GitRepository(directory.resolve("none").toUri().toString(), "main", "");
    assertThatThrownBy(() -> Listings.open(git, SMALL))
        .isInstanceOf(PullException.class)
        .hasMessageContaining("cannot be fetched");
    assertThatThrownBy(() -> Listings.open(new Place.Folder(directory.resolve("x")), SMALL))
        .hasMessageContaining("There is no such directory");
    var plain = new Place.GitRepository("http://git.example.org/x.git", "main", "");
    assertThatThrownBy(() -> Listings.open(plain, Limits.USUAL)).hasMessageContaining("https://");
  }
}

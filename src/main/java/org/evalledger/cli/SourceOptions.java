package org.evalledger.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.bytes.Parsed;
import org.evalledger.collector.Limits;
import org.evalledger.collector.Place;
import org.evalledger.collector.Source;
import org.evalledger.collector.SourceFile;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Knowable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where results are published, as a command line says it. */
final class SourceOptions {
  private static final Pattern HUB =
      Pattern.compile("hub:(https?://[^/]+)/(?:(datasets|spaces)/)?([^/]+/[^/]+)/?");

  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description = {
        "A directory; the address of a git repository (it ends in .git, or git+ stands before it);",
        "or hub:ADDRESS of a repository behind an API of the Hugging Face Hub's shape."
      })
  private List<String> given = List.of();

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "Sources as the service's collector has them (EVALLEDGER_SOURCES).")
  private @Nullable Path file;

  @Option(
      names = "--published",
      paramLabel = "URL",
      description =
          "The public address that stands for the source's top folder; needed for a directory and"
              + " for a git address that is not http.")
  private @Nullable String published;

  @Option(names = "--claimed-by", paramLabel = "ID", description = "Whose claim the results are.")
  private @Nullable String claimedBy;

  @Option(
      names = "--ref",
      defaultValue = "main",
      description = "Branch or tag (default: ${DEFAULT-VALUE}).")
  private String ref;

  @Option(names = "--folder", defaultValue = "", description = "Only what lies below this folder.")
  private String folder;

  @Option(
      names = "--private",
      description = "Let sources lie at private addresses and be fetched without TLS.")
  private boolean privateToo;

  SourceOptions() {}

  Limits limits() {
    return privateToo ? Limits.USUAL.withPrivate() : Limits.USUAL;
  }

  /** All that were named, none twice. */
  List<Source> sources() {
    var sources = new ArrayList<Source>();
    Path list = file;
    if (list != null) {
      switch (SourceFile.read(UserFiles.read(list))) {
        case Parsed.Value<SourceFile>(var read) -> sources.addAll(read.sources());
        case Parsed.Malformed<SourceFile>(var reason) ->
            throw CommandFailure.usage("%s: %s.".formatted(list, reason));
      }
    }
    given.forEach(one -> sources.add(source(one)));
    if (sources.isEmpty()) {
      throw CommandFailure.usage("Name a source, or a file of them with --sources.");
    }
    return sources;
  }

  private Source source(String text) {
    Place place = place(text);
    return new Source(
        text.replaceAll("[^!-~]|[\"\\\\]", "_"),
        place,
        published(text, place),
        claimedBy(),
        Duration.ofDays(1));
  }

  private Place place(String text) {
    Matcher hub = HUB.matcher(text);
    if (hub.matches()) {
      String kind = hub.group(2) == null ? "models" : hub.group(2);
      return new Place.HubRepository(URI.create(hub.group(1)), kind, hub.group(3), ref, folder);
    }
    if (text.matches(".*://[^/]*@.*")) {
      throw CommandFailure.usage(
          "Leave user and password out of the address: each result names its source for good.");
    }
    if (text.startsWith("git+") || text.matches(".+\\.git/?")) {
      return new Place.GitRepository(text.replaceFirst("^git\\+", ""), ref, folder);
    }
    Path directory = Path.of(text).resolve(folder);
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.usage(
          "\"%s\" is no directory, git address or hub: address.".formatted(text));
    }
    return new Place.Folder(directory);
  }

  private URI published(String text, Place place) {
    String named = published;
    if (named != null) {
      return Service.address(named);
    }
    return switch (place) {
      case Place.HubRepository hub -> hub.files();
      case Place.GitRepository git when git.address().startsWith("http") -> git.shown();
      case Place.GitRepository git -> throw unpublished(text);
      case Place.Folder directory -> throw unpublished(text);
    };
  }

  private static CommandFailure unpublished(String text) {
    return CommandFailure.usage(
        "Say with --published where anybody finds %s: each result names its source."
            .formatted(text));
  }

  private Knowable<String> claimedBy() {
    String id = claimedBy;
    if (id != null && !Ids.isId(id)) {
      throw CommandFailure.usage("--claimed-by \"%s\" is no id.".formatted(id));
    }
    return id == null ? new Knowable.Unknown<>(false) : new Knowable.Known<>(id);
  }
}

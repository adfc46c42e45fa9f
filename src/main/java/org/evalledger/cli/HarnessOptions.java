package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Overrides;
import org.evalledger.harness.Provenance;
import org.evalledger.harness.Provenance.Published;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a command that turns harness output into statements. */
final class HarnessOptions {
  @Option(
      names = "--submitter",
      paramLabel = "ID",
      description = "Who asserts the statements: the submitter that the key is registered for.")
  private @Nullable String submitter;

  @Option(
      names = "--source",
      paramLabel = "URL",
      description =
          "Where somebody else published these files: the results become collected ones. It stands"
              + " for the directory --base; each file's path below that is appended.")
  private @Nullable String source;

  @Option(names = "--claimed-by", paramLabel = "NAME", description = "Whose claim the results are.")
  private @Nullable String claimedBy;

  @Option(
      names = "--published-at",
      paramLabel = "TIME",
      description = "When they were published: a day or a time in UTC (default: not known).")
  private @Nullable String publishedAt;

  @Option(
      names = "--retrieved-at",
      paramLabel = "TIME",
      description = "When they were fetched (default: when each file was last written).")
  private @Nullable String retrievedAt;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "The directory that --source stands for, so that a file has the same URL however it is"
              + " named.")
  private @Nullable Path base;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "What wrote the files, so that nothing else is looked for in them: lm-eval, evalplus,"
              + " helm, lighteval, big-bench, every-eval-ever, inspect or hub (Hugging Face).")
  private @Nullable String format;

  @Option(
      names = "--model",
      paramLabel = "NS/NAME",
      description = "The model, where the files err.")
  private @Nullable String model;

  @Option(
      names = "--revision",
      paramLabel = "ID",
      description = "Its revision, where the files err.")
  private @Nullable String revision;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      description = "How many weights it has, where the files err.")
  private @Nullable Long parameters;

  HarnessOptions() {}

  /** Refuses what no file could mend, before any work is done. */
  void check() {
    overrides();
    if (format != null && !Importer.FORMATS.contains(format)) {
      throw CommandFailure.usage(
          "\"%s\" is no format known here; want one of %s."
              .formatted(format, String.join(", ", Importer.FORMATS)));
    }
    if (source == null && (claimedBy != null || publishedAt != null || retrievedAt != null)) {
      throw CommandFailure.usage(
          "--claimed-by, --published-at and --retrieved-at go with --source alone.");
    }
    if (source != null && base == null) {
      throw CommandFailure.usage(
          "--source needs --base, the directory that it stands for: a file's URL must not depend on"
              + " which other files are named beside it.");
    }
    requireId("--claimed-by", claimedBy);
    requireId("--revision", revision);
    requireId("--submitter", submitter);
    time("--published-at", publishedAt);
    time("--retrieved-at", retrievedAt);
    if (source != null) {
      Service.address(source);
    }
  }

  /** Whether the files are harness output and nothing else. */
  boolean formatGiven() {
    return format != null;
  }

  /** Whether the numbers are somebody else's. */
  boolean passedOn() {
    return source != null;
  }

  /** The files that {@code given} names. */
  List<InputFile> files(List<Path> given) {
    return InputFiles.expand(given, base);
  }

  /** Who says what {@code file} says. */
  Provenance provenance(InputFile file, List<String> ledgers, Instant now) {
    String id = submitter;
    if (id == null) {
      throw CommandFailure.usage("Say with --submitter who asserts the statements.");
    }
    return new Provenance(
        new SubmitterId(id), ledgers, now.truncatedTo(ChronoUnit.SECONDS), published(file, now));
  }

  private @Nullable Published published(InputFile file, Instant now) {
    String url = source;
    if (url == null) {
      return null;
    }
    Instant published = time("--published-at", publishedAt);
    Instant retrieved = time("--retrieved-at", retrievedAt);
    return new Published(
        url,
        published == null ? new Knowable.Unknown<>(false) : new Knowable.Known<>(published),
        retrieved == null ? lastWritten(file.path(), now) : retrieved,
        claimedBy == null ? new Knowable.Unknown<>(false) : new Knowable.Known<>(claimedBy));
  }

  /** Not later than now: a clock elsewhere may have gone ahead. */
  private static Instant lastWritten(Path file, Instant now) {
    Instant latest = now.truncatedTo(ChronoUnit.SECONDS);
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
      return written.isBefore(latest) ? written : latest;
    } catch (IOException e) {
      return latest;
    }
  }

  /** What the sender knows better than the files. */
  Overrides overrides() {
    if (model != null && !ModelId.isModelId(model)) {
      throw CommandFailure.usage(
          "\"%s\" is no model; want NAMESPACE/NAME, with _ where there is no namespace."
              .formatted(model));
    }
    if (parameters != null && parameters < 1) {
      throw CommandFailure.usage("--parameters must be at least 1.");
    }
    return new Overrides(model == null ? null : ModelId.parse(model), revision, parameters);
  }

  private static void requireId(String option, @Nullable String value) {
    if (value != null && !Ids.isId(value)) {
      throw CommandFailure.usage(
          "%s \"%s\" is no id; want 1 to 256 printable ASCII characters without space, double"
                  .formatted(option, value)
              + " quote and backslash.");
    }
  }

  private static @Nullable Instant time(String option, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          "%s \"%s\" is no time; want one such as 2026-11-20 or 2026-11-20T10:00:00Z."
              .formatted(option, value));
    }
  }
}

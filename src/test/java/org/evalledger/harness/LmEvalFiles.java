package org.evalledger.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Provenance.Published;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Result;
import org.evalledger.statement.StatementReader;
import org.evalledger.statement.SubmitterId;

/** Real output of the harness, and what the importer makes of it. */
final class LmEvalFiles {
  static final Path COMMITTED = Path.of("src/test/resources/lm-eval");
  private static final Path SHARED = Path.of("../shared/data/lm-eval");
  private static final Importer IMPORTER = new Importer(BuiltInBenchmarks.load());

  static final Provenance COLLECTED =
      new Provenance(
          new SubmitterId("example-collector"),
          List.of("ledger.example.org/log"),
          Instant.parse("2026-11-20T10:00:00Z"),
          new Published(
              "https://example.org/evals/",
              new Knowable.Unknown<>(false),
              Instant.parse("2026-11-19T00:00:00Z"),
              new Knowable.Known<>("eleutherai")));

  private LmEvalFiles() {}

  /** All files where they are, else those that are committed. */
  static Path all() {
    return Files.isDirectory(SHARED) ? SHARED : COMMITTED;
  }

  static List<Path> below(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HarnessFile read(Path folder, Path file) {
    try {
      return new HarnessFile(
          folder.relativize(file).toString(), Bytes.copyOf(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HarnessFile committed(String path) {
    return read(COMMITTED, COMMITTED.resolve(path));
  }

  static Conversion convert(HarnessFile file) {
    return IMPORTER.convert(file, COLLECTED, Overrides.NONE);
  }

  static Conversion convert(HarnessFile file, Overrides overrides) {
    return IMPORTER.convert(file, COLLECTED, overrides);
  }

  static Conversion.Converted converted(HarnessFile file) {
    return switch (convert(file)) {
      case Conversion.Converted converted -> converted;
      case Conversion.Unrecognised(var sentence) -> throw new AssertionError(sentence);
      case Conversion.Unreadable(var sentence) -> throw new AssertionError(sentence);
    };
  }

  /** The one statement of a committed file. */
  static JsonObject statement(String path) {
    List<JsonObject> statements = converted(committed(path)).statements();
    if (statements.size() != 1) {
      throw new AssertionError(statements.size() + " statements");
    }
    return statements.getFirst();
  }

  static Evaluation evaluation(JsonObject statement) {
    return switch (StatementReader.readStatement(statement.canonical())) {
      case StatementReader.Valid(Evaluation evaluation, var facts) -> evaluation;
      case StatementReader.Outcome other -> throw new AssertionError(other);
    };
  }

  static Evaluation evaluation(String path) {
    return evaluation(statement(path));
  }

  /** The one result of a benchmark's task; an empty task is the whole. */
  static Result result(Evaluation evaluation, String benchmark, String task, String metric) {
    return evaluation.results().stream()
        .filter(result -> result.benchmark().benchmark().equals(benchmark))
        .filter(result -> task.equals(result.task() == null ? "" : result.task()))
        .filter(result -> result.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}

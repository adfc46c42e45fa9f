package org.evalledger.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an evaluation of an Every Eval Ever record is in the registry: by a table of published
 * collections, whose names mean nothing without their source ("Score", "MMLU" for five of its
 * subjects), else by names that are ids or aliases themselves.
 */
final class EveryEvalNames {
  private static final String TABLE = "every-eval-ever-names.csv";
  private static final Pattern PASS = Pattern.compile("pass_?(?:@|at_)([1-9][0-9]{0,4}|k)");

  private final BuiltInBenchmarks benchmarks;
  private final RegisteredBenchmarks registered;
  private final List<Row> rows;

  private record Row(
      String source,
      String evaluation,
      String benchmark,
      String task,
      String metric,
      String k,
      String variant) {
    static Row parse(String line) {
      String[] cells = line.split(";", -1);
      if (cells.length != 7) {
        throw new IllegalStateException(TABLE + " has a row of " + cells.length + ": " + line);
      }
      return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    boolean fits(String sourceName, String name) {
      return source.equals(sourceName) && (evaluation.equals("*") || evaluation.equals(name));
    }
  }

  EveryEvalNames(BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered) {
    this.benchmarks = benchmarks;
    this.registered = registered;
    this.rows =
        table().lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(Row::parse).toList();
  }

  private static String table() {
    try (InputStream in = EveryEvalNames.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("resource " + TABLE + " cannot be read", e);
    }
  }

  /** What came of a look at the names: what is measured, or why nobody knows. */
  sealed interface Named {}

  /**
   * It is in the registry.
   *
   * @param measured as which benchmark, task and metric
   */
  record Known(Measured measured) implements Named {}

  /**
   * It is not.
   *
   * @param why one sentence for a person
   */
  record NotKnown(String why) implements Named {}

  Named find(String source, Members result) {
    String name = result.text("evaluation_name").orElse("");
    return rows.stream()
        .filter(row -> row.fits(source, name))
        .findFirst()
        .map(row -> byTable(row, name))
        .orElseGet(() -> byName(name, result));
  }

  private Named byTable(Row row, String name) {
    String task = row.task().replace("{slug}", Slug.of(name));
    BenchmarkVersion benchmark = registered.version(row.benchmark()).orElseThrow();
    return known(
        new Measured(
            new BenchmarkTask(benchmark, task.isEmpty() ? null : task),
            row.metric(),
            row.k().isEmpty() ? null : Long.valueOf(row.k()),
            null,
            row.variant().isEmpty() ? null : row.variant()));
  }

  private Named known(Measured measured) {
    BenchmarkVersion benchmark = measured.task().benchmark();
    if (!registered.hasTask(benchmark, measured.task().task())) {
      return new NotKnown(
          "%s has no registered task \"%s\".".formatted(benchmark, measured.task().task()));
    }
    return registered.metric(benchmark, measured.metric()).isEmpty()
        ? new NotKnown(
            "%s has no registered metric \"%s\".".formatted(benchmark, measured.metric()))
        : new Known(measured);
  }

  /** {@code mmlu}, {@code mmlu/anatomy}, {@code MMLU-Pro}, {@code hendrycksTest-anatomy}. */
  private Named byName(String name, Members result) {
    Optional<BenchmarkTask> task =
        resolve(name)
            .or(() -> result.in("metric_config").text("metric_id").flatMap(this::resolve))
            .or(() -> result.in("source_data").text("dataset_name").flatMap(this::resolve));
    if (task.isEmpty()) {
      return new NotKnown("No registered benchmark or task is called \"" + name + "\".");
    }
    Members config = result.in("metric_config");
    Optional<String> metric =
        List.of("metric_id", "metric_name", "metric_kind", "evaluation_description").stream()
            .flatMap(member -> config.text(member).stream())
            .flatMap(said -> metric(task.get(), said).stream())
            .findFirst();
    return metric
        .map(id -> known(measured(task.get(), id, config)))
        .orElseGet(
            () ->
                new NotKnown(
                    "The file names no metric that %s has; name its metric_id."
                        .formatted(task.get().benchmark())));
  }

  private static Measured measured(BenchmarkTask task, String metric, Members config) {
    Members details = config.in("additional_details");
    return new Measured(
        task,
        metric,
        metric.equals("pass@k") ? k(config) : null,
        details.text("filter").map(Ascii::id).orElse(null),
        details.text("variant").map(Ascii::id).orElse(null));
  }

  private Optional<BenchmarkTask> resolve(String name) {
    int slash = name.lastIndexOf('/');
    String id = Ascii.id(name);
    return benchmarks
        .resolve(id)
        .or(() -> benchmarks.resolve(Slug.of(name)))
        .or(
            () ->
                slash < 0
                    ? Optional.empty()
                    : part(name.substring(0, slash), name.substring(slash + 1)));
  }

  private Optional<BenchmarkTask> part(String benchmark, String task) {
    return registered
        .version(benchmark)
        .filter(version -> registered.hasTask(version, task))
        .map(version -> new BenchmarkTask(version, task));
  }

  /** The id of the metric that {@code said} names, where the benchmark has it. */
  private Optional<String> metric(BenchmarkTask task, String said) {
    String slug = Slug.of(said);
    String id = PASS.matcher(slug).matches() ? "pass@k" : slug.equals("accuracy") ? "acc" : said;
    return registered.metric(task.benchmark(), id).isPresent() ? Optional.of(id) : Optional.empty();
  }

  private static @Nullable Long k(Members config) {
    Matcher named =
        PASS.matcher(
            Slug.of(config.text("metric_name").or(() -> config.text("metric_id")).orElse("")));
    return config
        .in("metric_parameters")
        .whole("k")
        .or(
            () ->
                named.matches() && !named.group(1).equals("k")
                    ? Optional.of(Long.valueOf(named.group(1)))
                    : Optional.empty())
        .orElse(null);
  }
}

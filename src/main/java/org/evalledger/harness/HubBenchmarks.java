package org.evalledger.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/** Which data sets and tasks of the Hugging Face Hub are which benchmarks here. */
final class HubBenchmarks {
  private static final String TABLE = "hub-benchmarks.csv";

  /** What the Hub calls all of a data set. */
  private static final Set<String> WHOLE = Set.of("", "default");

  private final RegisteredBenchmarks registered;
  private final List<Row> rows;

  /**
   * A line of the table.
   *
   * @param dataset id of the data set
   * @param hubTask its task, or configuration
   * @param benchmark id of the benchmark
   * @param task part of it; empty for the whole
   * @param metric what its leaderboard shows
   */
  private record Row(String dataset, String hubTask, String benchmark, String task, String metric) {
    static Row parse(String line) {
      String[] cells = line.split(";", -1);
      if (cells.length != 5) {
        throw new IllegalStateException(TABLE + " has a row of " + cells.length + ": " + line);
      }
      return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }
  }

  /**
   * A leaderboard of the Hub.
   *
   * @param dataset id of the data set
   * @param task its task
   */
  record Leaderboard(String dataset, String task) {}

  HubBenchmarks(RegisteredBenchmarks registered) {
    this.registered = registered;
    this.rows =
        table().lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(Row::parse).toList();
  }

  private static String table() {
    try (InputStream in = HubBenchmarks.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("resource " + TABLE + " cannot be read", e);
    }
  }

  /** What the leaderboard of {@code task} of the data set measures. */
  Optional<Measured> find(String dataset, String task) {
    return rows.stream()
        .filter(row -> row.dataset().equalsIgnoreCase(dataset) && row.hubTask().equals(task))
        .findFirst()
        .map(
            row ->
                new Measured(
                    new BenchmarkTask(
                        registered.version(row.benchmark()).orElseThrow(),
                        row.task().isEmpty() ? null : row.task()),
                    row.metric(),
                    row.metric().equals("pass@k") ? 1L : null,
                    null,
                    null))
        .filter(this::isRegistered)
        .or(() -> ofItsOwnName(dataset, task));
  }

  /** A ledger may know a later version, with other parts and metrics. */
  private boolean isRegistered(Measured measured) {
    BenchmarkVersion benchmark = measured.task().benchmark();
    return registered.hasTask(benchmark, measured.task().task())
        && registered.metric(benchmark, measured.metric()).isPresent();
  }

  /** A benchmark registered under the id of its data set: what its leaderboards show. */
  private Optional<Measured> ofItsOwnName(String dataset, String task) {
    boolean whole = WHOLE.contains(task) || dataset.endsWith("/" + task);
    return registered
        .version(dataset)
        .filter(version -> whole || registered.hasTask(version, task))
        .flatMap(
            version ->
                registered
                    .primaryMetric(version)
                    .filter(metric -> !metric.endsWith("@k"))
                    .map(
                        metric ->
                            new Measured(
                                new BenchmarkTask(version, whole ? null : task),
                                metric,
                                null,
                                null,
                                null)));
  }

  /** The benchmark of a data set as model cards name it; the metric is said elsewhere. */
  Optional<BenchmarkTask> task(String dataset, String configuration) {
    return rows.stream()
        .filter(row -> row.dataset().equalsIgnoreCase(dataset))
        .filter(row -> row.hubTask().equals(configuration) || isOnly(row))
        .findFirst()
        .flatMap(row -> find(row.dataset(), row.hubTask()))
        .map(Measured::task);
  }

  private boolean isOnly(Row row) {
    String dataset = row.dataset().toLowerCase(Locale.ROOT);
    return rows.stream()
            .filter(other -> other.dataset().toLowerCase(Locale.ROOT).equals(dataset))
            .map(other -> other.benchmark() + "/" + other.task())
            .distinct()
            .count()
        == 1;
  }

  /** The leaderboard that shows this metric of the benchmark; empty when the Hub has none. */
  Optional<Leaderboard> leaderboard(
      BenchmarkVersion benchmark, @Nullable String task, String metric) {
    String part = task == null ? "" : task;
    return rows.stream()
        .filter(row -> row.benchmark().equals(benchmark.benchmark()))
        .filter(row -> row.task().equals(part) && row.metric().equals(metric))
        .findFirst()
        .map(row -> new Leaderboard(row.dataset(), row.hubTask()));
  }
}

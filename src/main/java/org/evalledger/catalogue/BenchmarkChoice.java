package org.evalledger.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What of a benchmark is asked for.
 *
 * @param benchmark the version
 * @param task part of it; null for all of it
 * @param metric what is measured
 */
record BenchmarkChoice(Benchmark benchmark, @Nullable String task, Metric metric) {
  /**
   * What the words name; empty when there is no such thing.
   *
   * @param version null for the one registered last
   * @param task null for all of it
   * @param metric null for the primary one, else the first
   */
  static Optional<BenchmarkChoice> of(
      Ledger ledger,
      String id,
      @Nullable String version,
      @Nullable String task,
      @Nullable String metric) {
    return benchmark(ledger, id, version)
        .filter(found -> task == null || found.task(task).isPresent())
        .flatMap(found -> metric(found, metric).map(m -> new BenchmarkChoice(found, task, m)));
  }

  private static Optional<Benchmark> benchmark(Ledger ledger, String id, @Nullable String version) {
    return version == null
        ? ledger.versions(id).stream()
            .flatMap(v -> ledger.benchmark(new BenchmarkVersion(id, v)).stream())
            .max(Comparator.comparingLong(benchmark -> benchmark.index().value()))
        : ledger.benchmark(new BenchmarkVersion(id, version));
  }

  private static Optional<Metric> metric(Benchmark benchmark, @Nullable String id) {
    if (id != null) {
      return benchmark.metric(id);
    }
    List<Metric> metrics = benchmark.statement().metrics();
    return metrics.stream()
        .filter(Metric::primary)
        .findFirst()
        .or(() -> metrics.stream().findFirst());
  }

  BenchmarkVersion version() {
    return benchmark.statement().benchmark();
  }
}

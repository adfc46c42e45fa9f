package org.evalledger.baseline;

import java.util.Locale;
import java.util.Optional;
import org.evalledger.ledger.Benchmark;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Result;
import org.evalledger.statement.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Results with this in common were got in the same way.
 *
 * @param benchmark the benchmark's id
 * @param version the benchmark's version
 * @param part task and variant, null for the benchmark's aggregate
 * @param metric the metric's id, with its k where it has one (as {@code pass@1})
 * @param filter how answers were extracted, {@code none} where they were not
 * @param harnessFamily the harness without its version
 * @param shots worked examples in the prompt; null when unknown
 * @param promptFamily the benchmark's registered prompt family, else {@code other}
 */
public record ProtocolKey(
    String benchmark,
    String version,
    @Nullable String part,
    String metric,
    String filter,
    String harnessFamily,
    @Nullable Integer shots,
    String promptFamily)
    implements HistoryKey {
  /** How {@code result} of {@code evaluation} was got; {@code benchmark} is the registered one. */
  public static ProtocolKey of(Evaluation evaluation, Result result, Benchmark benchmark) {
    var settings = Optional.ofNullable(evaluation.settings().get(result.settings()));
    var filter = result.filter();
    return new ProtocolKey(
        result.benchmark().benchmark(),
        result.benchmark().version(),
        part(result),
        metric(result),
        filter == null ? "none" : filter,
        evaluation.run().harness().name().toLowerCase(Locale.ROOT),
        settings.map(Settings::shots).flatMap(Knowable::known).map(Long::intValue).orElse(null),
        settings
            .map(Settings::promptTemplate)
            .flatMap(Knowable::known)
            .map(benchmark::promptFamily)
            .orElse("other"));
  }

  private static @Nullable String part(Result result) {
    var task = result.task();
    var variant = result.variant();
    if (variant == null) {
      return task;
    }
    return (task == null ? "" : task) + " " + variant;
  }

  private static String metric(Result result) {
    var k = result.k();
    return k == null ? result.metric() : result.metric().replace("@k", "@" + k);
  }

  /**
   * The protocol alone in one word, {@code harness:shots:prompt family:metric:filter}, {@code ?}
   * for shots that are not known: as score rows show it and readers ask for it.
   */
  public String word() {
    return String.join(
        ":", harnessFamily, shots == null ? "?" : shots.toString(), promptFamily, metric, filter);
  }

  /** The key without the protocol. */
  public BenchmarkKey coarse() {
    return new BenchmarkKey(benchmark, version, part, metric);
  }

  /** Whether it is the benchmark's own number rather than that of a task or variant. */
  public boolean aggregate() {
    return part == null;
  }
}

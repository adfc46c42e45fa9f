package org.evalledger.baseline;

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
  /** The key without the protocol. */
  public BenchmarkKey coarse() {
    return new BenchmarkKey(benchmark, version, part, metric);
  }

  /** Whether it is the benchmark's own number rather than that of a task or variant. */
  public boolean aggregate() {
    return part == null;
  }
}

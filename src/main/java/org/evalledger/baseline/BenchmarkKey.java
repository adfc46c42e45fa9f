package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/**
 * The coarser key: all protocols of a benchmark version and metric.
 *
 * @param benchmark the benchmark's id
 * @param version the benchmark's version
 * @param part task and variant, null for the benchmark's aggregate
 * @param metric the metric's id, with its k where it has one (as {@code pass@1})
 */
public record BenchmarkKey(String benchmark, String version, @Nullable String part, String metric)
    implements HistoryKey {}

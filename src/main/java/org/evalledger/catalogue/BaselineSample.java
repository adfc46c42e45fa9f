package org.evalledger.catalogue;

import java.util.List;
import org.evalledger.baseline.SizeBand;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline is computed from.
 *
 * @param benchmark which version
 * @param task part of it; null for all of it
 * @param metric what is measured
 * @param protocol which one; null where there is no result at all
 * @param protocols all there are, those with most models first
 * @param points one result of each model revision of known size
 */
record BaselineSample(
    BenchmarkVersion benchmark,
    @Nullable String task,
    Metric metric,
    @Nullable String protocol,
    List<ProtocolCount> protocols,
    List<SizeBand.Point> points) {
  BaselineSample {
    protocols = List.copyOf(protocols);
    points = List.copyOf(points);
  }
}

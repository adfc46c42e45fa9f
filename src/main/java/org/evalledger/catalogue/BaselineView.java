package org.evalledger.catalogue;

import java.util.List;
import org.evalledger.baseline.SizeBand;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What models score on a benchmark, by size, under one protocol.
 *
 * @param benchmark which version
 * @param task part of it; null for all of it
 * @param metric what is measured
 * @param protocol which one; null where there is no result at all
 * @param protocols all there are, those with most models first
 * @param models how many models the bands rest on
 * @param bands by size, the smallest first
 */
public record BaselineView(
    BenchmarkVersion benchmark,
    @Nullable String task,
    Metric metric,
    @Nullable String protocol,
    List<ProtocolCount> protocols,
    int models,
    List<SizeBand> bands) {
  public BaselineView {
    protocols = List.copyOf(protocols);
    bands = List.copyOf(bands);
  }
}

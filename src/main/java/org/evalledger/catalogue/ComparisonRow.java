package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two models at least score on one thing under one protocol.
 *
 * @param dimension what it says something about
 * @param benchmark id of the benchmark
 * @param benchmarkVersion its version
 * @param task part of it; null for all of it
 * @param metric what was measured
 * @param k tries of a pass-at-k metric; null for other metrics
 * @param variant what else tells it apart; null for nothing
 * @param protocol under which all were measured
 * @param models columns, those of a model together, in the order in which they were asked for
 */
@Introspected
@Serdeable
public record ComparisonRow(
    String dimension,
    String benchmark,
    String benchmarkVersion,
    @Nullable String task,
    String metric,
    @Nullable Integer k,
    @Nullable String variant,
    String protocol,
    List<ComparedModel> models) {
  public ComparisonRow {
    models = List.copyOf(models);
  }
}

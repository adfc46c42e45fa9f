package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;

/**
 * A benchmark with results.
 *
 * @param id of it
 * @param metric by which most models were measured
 * @param models that have a current result for all of it by that metric
 */
@Introspected
public record MeasuredBenchmark(String id, String metric, long models) {}

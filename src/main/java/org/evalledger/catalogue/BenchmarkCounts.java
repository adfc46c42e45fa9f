package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/**
 * How much is there of a benchmark.
 *
 * @param results current ones
 * @param flagged of them, with verdict flagged or inconsistent
 * @param models that have one
 * @param submitters that assert one
 */
@Introspected
@Serdeable
public record BenchmarkCounts(long results, long flagged, long models, long submitters) {}

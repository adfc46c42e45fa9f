package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How many current results there are with a number of tries.
 *
 * @param k tries of a pass-at-k metric; null for other metrics
 * @param results with it
 */
@Introspected
@Serdeable
public record TriesCount(@Nullable Integer k, long results) {}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;

/**
 * How many cases there are in a state.
 *
 * @param state open, assigned, waiting-for-lab or decided
 * @param cases in it
 */
@Introspected
public record StateCount(String state, long cases) {}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How the cases that a reporter reported ended; what is decided on one counts for all who reported
 * it.
 *
 * @param submitter who signs its reports
 * @param onBehalfOf issuer and digest of whom the service speaks for; null for the submitter
 *     itself, and for all of whom nothing is known together
 * @param reported cases in all, this one too
 * @param decided of them
 * @param right of those, confirmed ones
 */
@Introspected
@Serdeable
public record CaseReporter(
    String submitter, @Nullable String onBehalfOf, long reported, long decided, long right) {}

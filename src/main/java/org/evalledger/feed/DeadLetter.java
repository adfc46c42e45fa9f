package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * An event that could not be delivered.
 *
 * @param index of its entry
 * @param attempts how often it was tried
 * @param error of the last attempt
 * @param putAsideAt when it was given up
 */
@Introspected
@Serdeable
public record DeadLetter(long index, int attempts, String error, Instant putAsideAt) {}

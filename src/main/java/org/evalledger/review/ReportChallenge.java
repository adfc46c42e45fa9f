package org.evalledger.review;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A puzzle for a report that nobody signs: find a nonce such that the SHA-256 of {@code
 * challenge.index.nonce} in UTF-8, with the index of the entry reported, begins with so many zero
 * bits.
 *
 * @param challenge to be given back, once
 * @param bits how many, 0 to 64
 * @param expiresAt when it is forgotten
 */
@Serdeable
public record ReportChallenge(String challenge, int bits, Instant expiresAt) {}

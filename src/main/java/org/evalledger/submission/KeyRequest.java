package org.evalledger.submission;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * A registration that waits for the operator's signature.
 *
 * @param id by which the operator names it
 * @param kid thumbprint of the key
 * @param submitter for whom it is to speak
 * @param organisation to which the submitter says it belongs
 * @param envelope the statement with the key's own signature, JWS JSON, base64
 * @param receivedAt when it came in
 * @param expiresAt when it is forgotten
 */
@Introspected
public record KeyRequest(
    long id,
    String kid,
    String submitter,
    String organisation,
    String envelope,
    Instant receivedAt,
    Instant expiresAt) {}

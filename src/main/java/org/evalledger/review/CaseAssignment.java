package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * That somebody works on a case.
 *
 * @param id of the case
 * @param assignee a submitter, or issuer and digest of somebody signed in
 * @param assignedAt since when
 * @param until from when on the case is free again
 */
@Introspected
@Serdeable
public record CaseAssignment(String id, String assignee, Instant assignedAt, Instant until) {}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said on a case. Its text is in the entry's envelope.
 *
 * @param index of its entry
 * @param kind opened, report, answer, appeal or decision; else the type of the entry that changed
 *     it
 * @param submitter who signs it
 * @param onBehalfOf issuer and digest of whom the service speaks for; null for the submitter itself
 * @param organisations to which the one who speaks belongs, in the order of their names, one space
 *     between two
 * @param outcome of a decision, or kind of a report; null for others
 * @param checks that a decision answers, one space between two
 * @param settles whether it decided the case
 * @param supersededBy the decision that took its place; null while it stands
 * @param receivedAt when the ledger took it in
 */
@Introspected
@Serdeable
public record CaseEvent(
    long index,
    String kind,
    String submitter,
    @Nullable String onBehalfOf,
    String organisations,
    @Nullable String outcome,
    String checks,
    boolean settles,
    @Nullable Long supersededBy,
    Instant receivedAt) {}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.evalledger.registry.SpokenWords;
import org.jspecify.annotations.Nullable;

/**
 * Something said on a case, with its words, which are read out of the entry's envelope.
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
 * @param text of a report, an answer or an appeal, or a decision's rationale; null where there is
 *     none, or where a takedown erased it
 * @param links beside a report, one space between two
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
    Instant receivedAt,
    @Nullable String text,
    String links) {
  CaseEvent saying(SpokenWords.Spoken words) {
    return new CaseEvent(
        index,
        kind,
        submitter,
        onBehalfOf,
        organisations,
        outcome,
        checks,
        settles,
        supersededBy,
        receivedAt,
        words.text(),
        String.join(" ", words.links()));
  }
}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One case in a list.
 *
 * @param id {@code <opening index>-<cause>}
 * @param opening index of the entry that opened it
 * @param cause why it was opened
 * @param state open, assigned, waiting-for-lab or decided
 * @param standing what it makes of its results; null for nothing
 * @param outcome of the decision in force; null when there is none
 * @param entry the first evaluation it is about; null when it touches none
 * @param model {@code namespace/name} of that
 * @param submitter of that
 * @param results how many it is about
 * @param reports how many gather on it
 * @param suspicion largest over its results, 0 to 1; null when nothing was comparable
 * @param current false once all its results are corrected or withdrawn; it has no priority then
 * @param ahead share of the others measured alike, and of twenty more that it does not beat, that
 *     its most telling result beat when it opened, or at the newest look at the first cases of the
 *     list, 0 to 1
 * @param waits whether ten undecided cases of the same submitter, or of the same collected model,
 *     go before it; until one of them is decided it has a tenth of its priority
 * @param priority expected harm, 0 to 1
 * @param policy entry of the policy under which it opened; null for the built-in thresholds
 * @param alert suspicion from which a case opened then; null where the table is older than this
 *     column, until a rebuild
 * @param assignee who works on it: a submitter, or issuer and digest of somebody signed in; null
 *     when nobody does
 * @param assignedUntil from when on it is free again; null when nobody works on it
 * @param openedAt when its opening entry was received
 * @param changedAt when its newest event was received
 */
@Introspected
@Serdeable
public record CaseSummary(
    String id,
    long opening,
    String cause,
    String state,
    @Nullable String standing,
    @Nullable String outcome,
    @Nullable Long entry,
    @Nullable String model,
    @Nullable String submitter,
    long results,
    int reports,
    @Nullable BigDecimal suspicion,
    boolean current,
    BigDecimal ahead,
    boolean waits,
    BigDecimal priority,
    @Nullable Long policy,
    @Nullable BigDecimal alert,
    @Nullable String assignee,
    @Nullable Instant assignedUntil,
    Instant openedAt,
    Instant changedAt) {}

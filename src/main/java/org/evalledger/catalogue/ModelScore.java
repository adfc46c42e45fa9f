package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result of a model, and what later entries said of it.
 *
 * @param index of its entry
 * @param result zero-based position in the entry
 * @param revision of the model; null when not known
 * @param dimension what it says something about
 * @param benchmark id of the benchmark
 * @param benchmarkVersion its version
 * @param task part of the benchmark; null for all of it
 * @param metric what was measured
 * @param filter how answers were taken from outputs; null where there is no such thing
 * @param k how many tries a pass-at-k metric allows; null for other metrics
 * @param variant what else tells numbers of one task and metric apart; null for nothing
 * @param value decimal as the submitter wrote it
 * @param stderr standard error as written; null when not given
 * @param samples how many items were scored; null when not known
 * @param protocol equal ones are comparable
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param standing what became of it
 * @param suspicion 0 to 1; null when nothing was comparable
 * @param verdict of the newest assessment
 * @param keyDoubted whether it was received after a key that signed it was compromised
 * @param receivedAt when the ledger took it in
 * @param supersededBy the entry that corrected it; null while it stands
 * @param withdrawnBy the entry that took it back; null while it stands
 * @param assessedBy the entry of its newest re-assessment; null while the first one holds
 */
@Introspected
@Serdeable
public record ModelScore(
    long index,
    int result,
    @Nullable String revision,
    String dimension,
    String benchmark,
    String benchmarkVersion,
    @Nullable String task,
    String metric,
    @Nullable String filter,
    @Nullable Integer k,
    @Nullable String variant,
    String value,
    @Nullable String stderr,
    @Nullable Long samples,
    String protocol,
    String submitter,
    String relation,
    String standing,
    @Nullable BigDecimal suspicion,
    String verdict,
    boolean keyDoubted,
    Instant receivedAt,
    @Nullable Long supersededBy,
    @Nullable Long withdrawnBy,
    @Nullable Long assessedBy) {}

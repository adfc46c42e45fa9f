package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result as consumers read it.
 *
 * @param index of its entry
 * @param result zero-based position in the entry
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param precision of the weights; null when not given
 * @param adapter laid over the weights; null for none or not known
 * @param parameters of the model; null when not known
 * @param benchmark id of the benchmark
 * @param benchmarkVersion its version
 * @param task part of the benchmark; null for all of it
 * @param metric what was measured
 * @param filter how answers were taken from outputs; null where there is no such thing
 * @param k how many tries a pass-at-k metric allows; null for other metrics
 * @param variant what else tells numbers of one task and metric apart; null for nothing
 * @param value decimal as the submitter wrote it, on the metric's scale
 * @param stderr standard error as written; null when not given
 * @param samples how many items were scored; null when not known
 * @param protocol {@code harness:shots:prompt family:metric:filter}; equal ones are comparable
 * @param settings SHA-256 of the settings in the entry's facts, 64 hexadecimal digits
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param standing what became of it
 * @param suspicion 0 to 1; null when nothing was comparable
 * @param verdict of the assessment
 * @param receivedAt when the ledger took it in
 * @param keyDoubted whether it was received after a key that signed it was compromised
 */
@Introspected
@Serdeable
public record Score(
    long index,
    int result,
    String model,
    @Nullable String revision,
    @Nullable String precision,
    @Nullable String adapter,
    @Nullable Long parameters,
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
    String settings,
    String submitter,
    String relation,
    String standing,
    @Nullable BigDecimal suspicion,
    String verdict,
    Instant receivedAt,
    boolean keyDoubted) {}

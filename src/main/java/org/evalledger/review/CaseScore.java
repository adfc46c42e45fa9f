package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result that a case is about, or one to hold it against.
 *
 * @param index of its entry
 * @param result zero-based position in the entry
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param parameters of the model; null when not known
 * @param benchmark id of the benchmark
 * @param task part of it; null for all of it
 * @param metric what was measured
 * @param value as the submitter wrote it
 * @param protocol equal ones are comparable
 * @param settings SHA-256 of the settings, 64 hexadecimal digits
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param suspicion 0 to 1; null when nothing was comparable
 * @param verdict of the newest assessment
 * @param superseded whether a correction took its place
 * @param withdrawn whether it was taken back
 * @param receivedAt when the ledger took it in
 */
@Introspected
@Serdeable
public record CaseScore(
    long index,
    int result,
    String model,
    @Nullable String revision,
    @Nullable Long parameters,
    String benchmark,
    @Nullable String task,
    String metric,
    String value,
    String protocol,
    String settings,
    String submitter,
    String relation,
    @Nullable BigDecimal suspicion,
    String verdict,
    boolean superseded,
    boolean withdrawn,
    Instant receivedAt) {}

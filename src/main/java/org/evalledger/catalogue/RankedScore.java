package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A current result as leaderboards read it.
 *
 * @param index of its entry
 * @param result zero-based position in the entry
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param precision of the weights; null when not given
 * @param adapter laid over the weights; null for none or not known
 * @param parameters of the model; null when not known
 * @param value as written
 * @param stderr as written; null when not given
 * @param samples how many items were scored; null when not known
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param standing what became of it
 * @param verdict of the newest assessment
 * @param repetition equal in results that differ in nothing but their seed, 64 hexadecimal digits
 * @param seed of the settings; null when not known
 * @param truncated whether not all registered items were scored
 * @param suspicion of the newest assessment; null when nothing was comparable
 * @param receivedAt when the ledger took it in
 * @param baseModel what the model was made from; null when nobody names one
 */
@Introspected
record RankedScore(
    long index,
    int result,
    String model,
    @Nullable String revision,
    @Nullable String precision,
    @Nullable String adapter,
    @Nullable Long parameters,
    String value,
    @Nullable String stderr,
    @Nullable Long samples,
    String submitter,
    String relation,
    String standing,
    String verdict,
    String repetition,
    @Nullable String seed,
    boolean truncated,
    @Nullable BigDecimal suspicion,
    Instant receivedAt,
    @Nullable String baseModel) {}

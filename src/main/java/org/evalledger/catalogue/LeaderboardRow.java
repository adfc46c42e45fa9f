package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one submitter measured of one model: results whose conflict keys differ in nothing but the
 * seed. Another adapter, split, harness version, revision or source makes another row.
 *
 * @param rank place among those that have one, 1 for the best; equal medians share one; null where
 *     a result is disputed or refuted: the row stays in its place and counts for nobody else's
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param precision of the weights; null when not given
 * @param adapter laid over the weights; null for none or not known
 * @param parameters of the model; null when not known
 * @param median of the values, a decimal; nothing is picked from among them
 * @param results how many values there are
 * @param seeds how many different known seeds
 * @param stderr of the median's result, where there is one result that states it; null otherwise
 * @param samples the fewest that one of the values rests on; null when not known
 * @param truncated whether not all registered items were scored
 * @param submitter who asserts them
 * @param relation of the signers to the model
 * @param standing the worst among them
 * @param verdict the worst among them
 * @param suspicion the highest among them, 0 to 1; null when nothing was comparable
 * @param claimedLead whether it stands above every result of a third party on the word of the
 *     model's own side, or of whoever it was collected from
 * @param receivedAt when the ledger took the newest result in
 * @param baseModel what the model was made from, as its owner states it, else as the newest
 *     evaluation does; null when nobody names one
 * @param index of the newest result's entry
 * @param result its zero-based position
 */
@Introspected
@Serdeable
public record LeaderboardRow(
    @Nullable Integer rank,
    String model,
    @Nullable String revision,
    @Nullable String precision,
    @Nullable String adapter,
    @Nullable Long parameters,
    String median,
    int results,
    int seeds,
    @Nullable String stderr,
    @Nullable Long samples,
    boolean truncated,
    String submitter,
    String relation,
    String standing,
    String verdict,
    @Nullable BigDecimal suspicion,
    boolean claimedLead,
    Instant receivedAt,
    @Nullable String baseModel,
    long index,
    int result) {}

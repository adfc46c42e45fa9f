package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One column of a comparison: what one submitter measured of one model, apart from the seed alike.
 *
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param precision of the weights; null when not given
 * @param adapter laid over the weights; null for none or not known
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param sameConditions whether split, harness version and settings are those of the first column
 * @param median of its values, a decimal
 * @param results how many values there are
 * @param stderr of the median: the mean of theirs, stated or binomial; null where one of them is
 *     not known
 * @param beyondError whether it differs from the first column by more than 1.96 standard errors of
 *     the difference; null for that column itself, under other conditions, or where an error is not
 *     known
 * @param suspicion the highest among them, 0 to 1; null when nothing was comparable
 * @param standing the worst among them
 * @param verdict the worst among them
 * @param index of the newest result's entry
 * @param result its zero-based position
 */
@Introspected
@Serdeable
public record ComparedModel(
    String model,
    @Nullable String revision,
    @Nullable String precision,
    @Nullable String adapter,
    String submitter,
    String relation,
    boolean sameConditions,
    String median,
    int results,
    @Nullable String stderr,
    @Nullable Boolean beyondError,
    @Nullable BigDecimal suspicion,
    String standing,
    String verdict,
    long index,
    int result) {}

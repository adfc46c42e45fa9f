package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
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
    @Nullable Boolean beyondError) {}

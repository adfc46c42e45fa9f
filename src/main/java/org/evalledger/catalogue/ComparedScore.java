package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A current result as comparisons read it.
 *
 * @param model {@code namespace/name}
 * @param revision of the model; null when not known
 * @param precision of the weights; null when not given
 * @param adapter laid over the weights; null for none or not known
 * @param submitter who asserts it
 * @param relation of the signers to the model
 * @param repetition equal in results that differ in nothing but their seed, 64 hexadecimal digits
 * @param conditions equal where split, harness version and settings but for the seed are, likewise
 * @param dimension what it says something about
 * @param benchmark id of the benchmark
 * @param benchmarkVersion its version
 * @param task part of it; null for all of it
 * @param metric what was measured
 * @param k tries of a pass-at-k metric; null for other metrics
 * @param variant what else tells it apart; null for nothing
 * @param protocol equal ones are comparable
 * @param value as written
 * @param stderr as written; null when not given
 * @param samples how many items were scored; null when not known
 * @param suspicion 0 to 1; null when nothing was comparable
 * @param standing what became of it
 * @param verdict of the newest assessment
 * @param index of its entry
 * @param result its zero-based position
 */
@Introspected
record ComparedScore(
    String model,
    @Nullable String revision,
    @Nullable String precision,
    @Nullable String adapter,
    String submitter,
    String relation,
    String repetition,
    String conditions,
    String dimension,
    String benchmark,
    String benchmarkVersion,
    @Nullable String task,
    String metric,
    @Nullable Integer k,
    @Nullable String variant,
    String protocol,
    String value,
    @Nullable String stderr,
    @Nullable Long samples,
    @Nullable BigDecimal suspicion,
    String standing,
    String verdict,
    long index,
    int result) {}

package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * The most suspicious result that a case is about, and how many benchmarks it touches.
 *
 * @param id of the case
 * @param index of the result's entry
 * @param result its zero-based position
 * @param submitter who asserts it
 * @param benchmark id of the benchmark
 * @param benchmarkVersion of it
 * @param task part of it; null for all of it
 * @param metric what was measured
 * @param value as the submitter wrote it
 * @param protocol equal ones are comparable
 * @param k tries of a pass-at-k metric; null for others
 * @param parameters of the model; null when not known
 * @param benchmarks how many the case's first 200 results are of
 */
@Introspected
public record CaseHeadline(
    String id,
    long index,
    int result,
    String submitter,
    String benchmark,
    String benchmarkVersion,
    @Nullable String task,
    String metric,
    String value,
    String protocol,
    @Nullable Integer k,
    @Nullable Long parameters,
    long benchmarks) {}

package org.evalledger.harness;

import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a harness's name stands for.
 *
 * @param benchmark which benchmark, in which version
 * @param task which part of it; null for all of it
 */
public record BenchmarkTask(BenchmarkVersion benchmark, @Nullable String task) {}

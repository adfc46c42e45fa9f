package org.evalledger.harness;

import org.evalledger.statement.BenchmarkVersion;

/**
 * What EvalPlus measures. It took 399 of MBPP's tasks, since release 0.2.0 (2024) 378; the number
 * of tasks tells which.
 */
final class EvalPlusSuites {
  /** How many tasks of MBPP there were before 0.2.0. */
  static final long MBPP_BEFORE = 399;

  private EvalPlusSuites() {}

  /** The original tests, or with {@code plus} the larger suite, of {@code tasks} tasks. */
  static BenchmarkTask of(boolean mbpp, boolean plus, long tasks) {
    if (!mbpp) {
      return new BenchmarkTask(new BenchmarkVersion(plus ? "humaneval+" : "humaneval", "1"), null);
    }
    String release = tasks == MBPP_BEFORE ? "0.1.0" : "0.2.0";
    return plus
        ? new BenchmarkTask(new BenchmarkVersion("mbpp+", release), null)
        : new BenchmarkTask(new BenchmarkVersion("mbpp", "1"), "evalplus-" + release);
  }
}

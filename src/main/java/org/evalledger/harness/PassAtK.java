package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The unbiased estimator of pass@k (Chen et al. 2021, §2.1): the mean over tasks of 1 − C(n−c, k) /
 * C(n, k), where n samples of a task were drawn and c of them are right.
 */
final class PassAtK {
  /** Digits of a double, as harnesses write their own estimates. */
  private static final MathContext PRINTED = new MathContext(16, RoundingMode.HALF_EVEN);

  private PassAtK() {}

  /**
   * Samples of one task.
   *
   * @param drawn n, at least 1
   * @param right c, 0 to n
   */
  record Trials(int drawn, int right) {}

  /** The estimate; every task has at least {@code k} samples. */
  static String of(int k, List<Trials> tasks) {
    BigDecimal sum =
        tasks.stream().map(task -> solved(k, task)).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(tasks.size()), MathContext.DECIMAL128);
    return mean.round(PRINTED).stripTrailingZeros().toPlainString();
  }

  /** C(n−c, k) / C(n, k) is the product of 1 − k/i for i from n−c+1 to n. */
  private static BigDecimal solved(int k, Trials task) {
    int wrong = task.drawn() - task.right();
    if (wrong < k) {
      return BigDecimal.ONE;
    }
    BigDecimal unsolved = BigDecimal.ONE;
    for (int i = wrong + 1; i <= task.drawn(); i++) {
      unsolved =
          unsolved
              .multiply(BigDecimal.valueOf((long) i - k))
              .divide(BigDecimal.valueOf(i), MathContext.DECIMAL128);
    }
    return BigDecimal.ONE.subtract(unsolved);
  }
}

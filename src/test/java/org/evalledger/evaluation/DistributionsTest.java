package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

class DistributionsTest {
  @Test
  void normalTailsAgreeWithTables() {
    // Abramowitz and Stegun, table 26.1 and 26.2 (Q = 1 − P).
    assertThat(Distributions.normalUpperTail(0)).isEqualTo(0.5);
    assertThat(Distributions.normalUpperTail(1)).isCloseTo(0.158655253931457, offset(1e-15));
    assertThat(Distributions.normalUpperTail(-1)).isCloseTo(0.841344746068543, offset(1e-15));
    assertThat(Distributions.normalUpperTail(3)).isCloseTo(0.001349898031630, offset(1e-15));
    assertThat(Distributions.normalUpperTail(StrictMath.nextDown(3.0)))
        .isCloseTo(0.001349898031630, offset(1e-15));
    assertThat(Distributions.normalUpperTail(6))
        .isCloseTo(9.865876450377e-10, withPercentage(1e-9));
  }

  @Test
  void binomialTailsAgreeWithExactSums() {
    for (int n : new int[] {5, 40, 200}) {
      for (double p : new double[] {0.1, 0.25, 0.5}) {
        var sum = BigDecimal.ZERO;
        var term = BigDecimal.valueOf(1 - p).pow(n, MathContext.DECIMAL128);
        for (int k = 0; k <= n; k++) {
          sum = sum.add(term);
          assertThat(Distributions.binomialLowerTail(k, n, p))
              .isCloseTo(sum.doubleValue(), withPercentage(1e-9));
          term =
              term.multiply(BigDecimal.valueOf(n - k).multiply(BigDecimal.valueOf(p)))
                  .divide(
                      BigDecimal.valueOf(k + 1).multiply(BigDecimal.valueOf(1 - p)),
                      MathContext.DECIMAL128);
        }
      }
    }
  }

  @Test
  void belowChanceIsANoteOnly() {
    assertThat(BelowChance.check(Measures.fraction(1000), reported("0.150")))
        .isInstanceOf(Arithmetic.Note.class);
    assertThat(BelowChance.check(Measures.fraction(1000), reported("0.240")))
        .isInstanceOf(Arithmetic.Possible.class);
  }

  private static Reported reported(String value) {
    return new Reported(new BigDecimal(value), 1000L, null, StderrMethod.UNKNOWN);
  }
}

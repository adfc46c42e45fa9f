package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import org.evalledger.statement.Metric;
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

  /** Plainly summed from the term at k downwards, whatever it costs; the library sums upwards. */
  private static double slowTail(long k, long n, double p) {
    double term =
        StrictMath.exp(
            Distributions.logFactorial(n)
                - Distributions.logFactorial(k)
                - Distributions.logFactorial(n - k)
                + k * StrictMath.log(p)
                + (n - k) * StrictMath.log1p(-p));
    double sum = 0;
    for (long i = k; i >= 0 && term > sum * 1e-18; i--) {
      sum += term;
      term *= i * (1 - p) / ((n - i + 1) * p);
    }
    return sum;
  }

  @Test
  void largeBinomialTailsAgreeWithTheSlowSum() {
    for (long n : new long[] {450_000, 2_000_000, 50_000_000, 1_000_000_000}) {
      for (double p : new double[] {0.25, 0.5, 0.9}) {
        double mean = n * p;
        double deviation = StrictMath.sqrt(mean * (1 - p));
        for (double z : new double[] {6, 3.72, 3, 1, 0.1, 0.005, 0}) {
          long k = (long) (mean - z * deviation);
          assertThat(Distributions.binomialLowerTail(k, n, p))
              .as("n %s, p %s, z %s", n, p, z)
              .isCloseTo(slowTail(k, n, p), withPercentage(0.02));
        }
      }
    }
  }

  @Test
  void binomialTailsAboveTheMeanAreTheRestOfThoseBelow() {
    long n = 1_000_000_000;
    long above = n / 2 + 30_000;
    assertThat(Distributions.binomialLowerTail(above, n, 0.5))
        .isEqualTo(1 - Distributions.binomialLowerTail(n - above - 1, n, 0.5))
        .isBetween(0.97, 0.98);
    assertThat(Distributions.binomialLowerTail(0, n, 0.5)).isZero();
    assertThat(Distributions.binomialLowerTail(n / 2, n, 0.5)).isCloseTo(0.5, offset(1e-4));
  }

  @Test
  void anyCountEndsAndTenThousandTailsCostLittle() {
    assertThat(Distributions.logFactorial(Long.MAX_VALUE)).isPositive();
    assertThat(Distributions.binomialLowerTail(1L << 61, Long.MAX_VALUE, 0.5)).isZero();
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      // Around the largest variance that is still summed, and far beyond it.
      sum += Distributions.binomialLowerTail(199_990 - i % 100, 399_990, 0.5);
      sum += Distributions.binomialLowerTail(499_999_990 - i % 100, 1_000_000_000, 0.5);
    }
    assertThat(sum).isPositive();
  }

  @Test
  void aRangeBeyondArithmeticIsNotChecked() {
    var end = new BigDecimal("1.7e308");
    var measure =
        new Measure(
            Metric.Kind.PROPORTION,
            new Metric.Direction.Higher(),
            end.negate(),
            end,
            end,
            1_000L,
            1,
            false,
            0);
    var reported =
        new Reported(BigDecimal.ONE, 1_000L, new BigDecimal("0.1"), StderrMethod.BINOMIAL);
    assertThat(BinomialStderr.check(measure, reported)).isInstanceOf(Arithmetic.Unchecked.class);
    assertThat(BelowChance.check(measure, reported)).isInstanceOf(Arithmetic.Unchecked.class);
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

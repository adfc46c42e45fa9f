package org.evalledger.evaluation;

/**
 * Tails of the normal and the binomial distribution. Written here because the libraries at hand
 * compute them with {@code java.lang.Math}, whose intrinsics may differ in the last bit between
 * machines; this is plain arithmetic and {@code StrictMath}, so that an assessment repeats exactly.
 */
public final class Distributions {
  private static final double SQRT_2PI = StrictMath.sqrt(2 * StrictMath.PI);
  private static final int TERMS = 120;

  /**
   * Variance of a binomial above which its tail is not summed term by term. The sum has about 8.5
   * standard deviations of terms, so one tail costs some 2,700 at most; at 10⁹ items it would be
   * 130,000, and a statement may ask for 10,000 tails.
   */
  private static final double SUMMED_VARIANCE = 1e5;

  private Distributions() {}

  /** P(Z ≥ z) for a standard normal Z. */
  public static double normalUpperTail(double z) {
    if (z < 0) {
      return 1 - normalUpperTail(-z);
    }
    double density = StrictMath.exp(-0.5 * z * z) / SQRT_2PI;
    return z < 3 ? 0.5 - density * series(z) : density * continuedFraction(z);
  }

  /** Abramowitz and Stegun 26.2.11: Σ z^(2i+1) / (1·3·5…(2i+1)). */
  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int i = 1; i < TERMS; i++) {
      term *= z * z / (2 * i + 1);
      sum += term;
    }
    return sum;
  }

  /** Abramowitz and Stegun 26.2.14: 1/(z + 1/(z + 2/(z + 3/(z + …)))). */
  private static double continuedFraction(double z) {
    double value = z;
    for (int i = TERMS; i >= 1; i--) {
      value = z + i / value;
    }
    return 1 / value;
  }

  /**
   * P(K ≤ k) for K binomial with {@code n} trials of chance {@code p}, 0 &lt; p &lt; 1: its terms
   * summed up, or where they are too many the saddlepoint approximation, whose relative error is
   * below 10⁻⁴ there.
   */
  public static double binomialLowerTail(long k, long n, double p) {
    if (k >= n) {
      return 1;
    }
    if (k < 0) {
      return 0;
    }
    if (k > n * p) {
      return 1 - binomialLowerTail(n - k - 1, n, 1 - p);
    }
    return n * p * (1 - p) > SUMMED_VARIANCE ? saddlepoint(k, n, p) : summed(k, n, p);
  }

  /**
   * Lugannani and Rice (1980) with the second continuity correction of Daniels (1987), for k below
   * the mean: Φ(r) + φ(r)(1/r − 1/u), where r² / 2 is the relative entropy of (k + ½)/n to p, times
   * n, and u = 2 sinh(θ/2) √(x(n−x)/n) at x = k + ½, with the log odds ratio θ of x/n to p.
   */
  private static double saddlepoint(long k, long n, double p) {
    double x = k + 0.5;
    double mean = n * p;
    double others = n - mean;
    double above = StrictMath.log1p((x - mean) / mean);
    double below = StrictMath.log1p((mean - x) / others);
    double entropy = StrictMath.max(0, x * above + (n - x) * below);
    double r = StrictMath.copySign(StrictMath.sqrt(2 * entropy), mean - x);
    double deviation = StrictMath.sqrt(x * (n - x) / n);
    // At the mean the difference of the two fractions is lost in rounding; this is its limit.
    double correction =
        StrictMath.abs(r) < 1e-2
            ? (1 - 2 * p) / (6 * deviation)
            : 1 / (2 * StrictMath.sinh((below - above) / 2) * deviation) - 1 / r;
    double density = StrictMath.exp(-entropy) / SQRT_2PI;
    return StrictMath.clamp(normalUpperTail(r) + density * correction, 0.0, 1.0);
  }

  private static double summed(long k, long n, double p) {
    double term =
        StrictMath.exp(
            logFactorial(n)
                - logFactorial(k)
                - logFactorial(n - k)
                + k * StrictMath.log(p)
                + (n - k) * StrictMath.log1p(-p));
    double sum = term;
    for (long i = k; i > 0 && term > sum * 1e-17; i--) {
      term *= i * (1 - p) / ((n - i + 1) * p);
      sum += term;
    }
    return StrictMath.min(1, sum);
  }

  /** ln n! by Stirling's series, shifted upwards where n is small. */
  static double logFactorial(long n) {
    double shift = 0;
    double x = n + 1.0;
    while (x < 16) {
      shift += StrictMath.log(x);
      x++;
    }
    double inverse = 1 / x;
    double square = inverse * inverse;
    double correction =
        inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return (x - 0.5) * StrictMath.log(x)
        - x
        + 0.5 * StrictMath.log(2 * StrictMath.PI)
        + correction
        - shift;
  }
}

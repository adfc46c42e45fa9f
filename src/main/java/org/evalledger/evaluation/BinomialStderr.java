package org.evalledger.evaluation;

import java.math.BigDecimal;
import org.evalledger.statement.Result.StderrMethod;

/**
 * A standard error that is said to be binomial follows from value and items: √(s(1−s)/(n−1)), or
 * with /n, which is accepted and named. It is impossible when it is more than one part in a
 * thousand off, beyond what the printed decimals of value and error leave open.
 */
public final class BinomialStderr {
  private static final double TOLERANCE = 1e-3;

  private BinomialStderr() {}

  /** Whether the stated standard error of {@code reported} fits value and samples. */
  public static Arithmetic check(Measure measure, Reported reported) {
    var stderr = reported.stderr();
    var samples = reported.samples();
    if (!measure.countsItems()) {
      return new Arithmetic.Unchecked("not a proportion of items with one trial each");
    }
    if (stderr == null || reported.stderrMethod() != StderrMethod.BINOMIAL) {
      return new Arithmetic.Unchecked("no standard error that is said to be binomial");
    }
    if (samples == null || samples < 2) {
      return new Arithmetic.Unchecked("the number of items is not known");
    }
    if (!Double.isFinite(width(measure))) {
      return new Arithmetic.Unchecked("the metric's range is wider than arithmetic goes");
    }
    return compare(measure, reported, stderr, samples);
  }

  private static Arithmetic compare(
      Measure measure, Reported reported, BigDecimal stderr, long samples) {
    double width = width(measure);
    double half = Reported.halfUnit(stderr).doubleValue();
    double low = (stderr.doubleValue() - half) / width;
    double high = (stderr.doubleValue() + half) / width;
    if (fits(measure, reported, low, high, samples - 1)) {
      return new Arithmetic.Possible(
          "standard error %s fits n − 1 = %s".formatted(stderr.toPlainString(), samples - 1));
    }
    if (fits(measure, reported, low, high, samples)) {
      return new Arithmetic.Possible(
          "standard error %s fits n = %s (divided by n, not by n − 1)"
              .formatted(stderr.toPlainString(), samples));
    }
    double expected = deviation(share(measure, reported.value().doubleValue()), samples - 1);
    return new Arithmetic.Impossible(
        "standard error %s contradicts %s of %s items, which gives %s"
            .formatted(
                stderr.toPlainString(),
                reported.value().toPlainString(),
                samples,
                fixed(expected * width, StrictMath.max(4, stderr.scale()))));
  }

  private static boolean fits(
      Measure measure, Reported reported, double low, double high, long divisor) {
    double half = Reported.halfUnit(reported.value()).doubleValue();
    double value = reported.value().doubleValue();
    double from = share(measure, value - half);
    double to = share(measure, value + half);
    double one = deviation(from, divisor);
    double other = deviation(to, divisor);
    double largest =
        from <= 0.5 && to >= 0.5 ? deviation(0.5, divisor) : StrictMath.max(one, other);
    double least = StrictMath.min(one, other);
    return high >= least * (1 - TOLERANCE) && low <= largest * (1 + TOLERANCE);
  }

  private static double deviation(double share, long divisor) {
    return StrictMath.sqrt(share * (1 - share) / divisor);
  }

  private static double share(Measure measure, double value) {
    var minimum = measure.minimum();
    double from = minimum == null ? 0 : minimum.doubleValue();
    return StrictMath.clamp((value - from) / width(measure), 0.0, 1.0);
  }

  private static double width(Measure measure) {
    var minimum = measure.minimum();
    var maximum = measure.maximum();
    return minimum == null || maximum == null ? 1 : maximum.subtract(minimum).doubleValue();
  }

  private static String fixed(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, java.math.RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}

package org.evalledger.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A score that guessing would beat: binomial P(K ≤ k) &lt; 10⁻⁴. A note, no contradiction. */
public final class BelowChance {
  private static final double LEVEL = 1e-4;

  private BelowChance() {}

  /** Whether {@code reported} lies below what guessing reaches. */
  public static Arithmetic check(Measure measure, Reported reported) {
    var chance = measure.chance();
    var samples = reported.samples() == null ? measure.items() : reported.samples();
    var minimum = measure.minimum();
    var maximum = measure.maximum();
    if (chance == null || samples == null || minimum == null || maximum == null) {
      return new Arithmetic.Unchecked("chance level or number of items is not known");
    }
    if (!measure.countsItems()) {
      return new Arithmetic.Unchecked("not a proportion of items with one trial each");
    }
    var width = maximum.subtract(minimum);
    double level = chance.subtract(minimum).doubleValue() / width.doubleValue();
    if (!(level > 0 && level < 1)) {
      return new Arithmetic.Unchecked("guessing reaches nothing");
    }
    long right = items(reported.value().subtract(minimum), width, samples);
    double tail = Distributions.binomialLowerTail(right, samples, level);
    if (tail >= LEVEL) {
      return new Arithmetic.Possible("not below chance");
    }
    return new Arithmetic.Note(
        "%s is below chance (%s): guessing reaches at most this once in %s runs"
            .formatted(
                reported.value().toPlainString(),
                chance.toPlainString(),
                BigDecimal.valueOf(1 / StrictMath.max(tail, 1e-12))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toPlainString()));
  }

  private static long items(BigDecimal above, BigDecimal width, long samples) {
    return above
        .multiply(BigDecimal.valueOf(samples))
        .divide(width, 0, RoundingMode.HALF_EVEN)
        .longValue();
  }
}

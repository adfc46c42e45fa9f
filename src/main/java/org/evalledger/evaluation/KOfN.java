package org.evalledger.evaluation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A proportion of n items must print as k/n for a whole k. With d printed decimals and half a unit
 * h of the last, it cannot when ⌈(v−h)·n − ε⌉ &gt; ⌊(v+h)·n + ε⌋, where v is the value as a
 * fraction of the range. Exact decimal arithmetic: ε only forgives what a double lost before it was
 * printed.
 */
public final class KOfN {
  private static final BigDecimal EPSILON = new BigDecimal("1e-9");

  /** Steps of a mean over tasks, in bits, beyond which no printed value can miss all of them. */
  private static final int MAX_STEP_BITS = 400;

  private KOfN() {}

  /** Whether {@code reported} is a whole number of items. */
  public static Arithmetic check(Measure measure, Reported reported) {
    if (!measure.countsItems()) {
      return new Arithmetic.Unchecked("not a proportion of items with one trial each");
    }
    var samples = reported.samples() == null ? measure.items() : reported.samples();
    if (samples == null) {
      return new Arithmetic.Unchecked("the number of items is not known");
    }
    return check(measure, reported.value(), BigInteger.valueOf(samples), samples + " items");
  }

  /**
   * The same for a mean over tasks of known sizes: the mean of m values kᵢ/nᵢ is a multiple of
   * 1/(m·lcm(nᵢ)).
   */
  public static Arithmetic checkMeanOfTasks(
      Measure measure, BigDecimal value, Iterable<Long> taskItems) {
    if (!measure.bounded()) {
      return new Arithmetic.Unchecked("the metric has no range");
    }
    var lcm = BigInteger.ONE;
    long tasks = 0;
    for (long items : taskItems) {
      var n = BigInteger.valueOf(items);
      lcm = lcm.divide(lcm.gcd(n)).multiply(n);
      tasks++;
      if (lcm.bitLength() > MAX_STEP_BITS) {
        return new Arithmetic.Unchecked("the tasks' sizes leave every printed value possible");
      }
    }
    if (tasks == 0) {
      return new Arithmetic.Unchecked("the sizes of the tasks are not known");
    }
    var parts = lcm.multiply(BigInteger.valueOf(tasks));
    return check(measure, value, parts, tasks + " tasks with " + parts + " steps in all");
  }

  private static Arithmetic check(Measure measure, BigDecimal value, BigInteger n, String of) {
    var half = Reported.halfUnit(value);
    var parts = new BigDecimal(n);
    var low = scaled(measure, value.subtract(half), parts).subtract(EPSILON);
    var high = scaled(measure, value.add(half), parts).add(EPSILON);
    var least = low.setScale(0, RoundingMode.CEILING).toBigInteger();
    var most = high.setScale(0, RoundingMode.FLOOR).toBigInteger();
    if (least.compareTo(most) <= 0) {
      return new Arithmetic.Possible("%s is %s of %s".formatted(value.toPlainString(), least, of));
    }
    return new Arithmetic.Impossible(
        "%s is no whole number of %s: %s gives %s and %s gives %s"
            .formatted(
                value.toPlainString(),
                of,
                most,
                printed(measure, most, n, value.scale()),
                least,
                printed(measure, least, n, value.scale())));
  }

  private static BigDecimal scaled(Measure measure, BigDecimal value, BigDecimal n) {
    var minimum = bound(measure.minimum());
    var width = bound(measure.maximum()).subtract(minimum);
    // 40 digits beyond the point: far below epsilon for any printed value and any item count.
    return value.subtract(minimum).multiply(n).divide(width, 40, RoundingMode.HALF_EVEN);
  }

  private static String printed(Measure measure, BigInteger k, BigInteger n, int scale) {
    var minimum = bound(measure.minimum());
    var width = bound(measure.maximum()).subtract(minimum);
    return new BigDecimal(k)
        .multiply(width)
        .divide(new BigDecimal(n), StrictMath.max(0, scale) + 2, RoundingMode.HALF_EVEN)
        .add(minimum)
        .toPlainString();
  }

  private static BigDecimal bound(@Nullable BigDecimal end) {
    if (end == null) {
      throw new IllegalArgumentException("k of n needs a bounded metric");
    }
    return end;
  }
}

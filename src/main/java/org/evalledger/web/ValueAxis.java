package org.evalledger.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale that values are drawn on; the same for all rows of a table.
 *
 * @param low value at the left or lower end
 * @param high value at the other end, above {@code low}
 * @param step from tick to tick, positive
 * @param unit written after the last tick, as {@code " %"}; may be empty
 * @param decimals of values in words, 0 to 9
 */
public record ValueAxis(double low, double high, double step, String unit, int decimals) {
  private static final double FEW = 5.5;

  public ValueAxis {
    if (!(low < high) || !(step > 0) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("no axis from " + low + " to " + high + " by " + step);
    }
    if (decimals < 0 || decimals > 9) {
      throw new IllegalArgumentException("decimals must be 0 to 9, got " + decimals);
    }
  }

  /** Percentages from 0 to the next ten above {@code largest}, 100 at most. */
  public static ValueAxis percent(double largest) {
    double high = Math.clamp(Math.ceil(largest / 10 + 0.001) * 10, 20, 100);
    return new ValueAxis(0, high, high > 50 ? (high > 80 ? 25 : 20) : 10, "\u2009%", 1);
  }

  /** From a round value at or below {@code low} to one at or above {@code high}. */
  public static ValueAxis spanning(double low, double high, String unit, int decimals) {
    double span = high > low ? high - low : 1;
    double step = step(span);
    double first = Math.floor(low / step) * step;
    double last = Math.ceil(Math.max(high, low + span) / step) * step;
    return new ValueAxis(first, last, step, unit, decimals);
  }

  private static double step(double span) {
    double power = Math.pow(10, Math.floor(Math.log10(span)));
    for (double one : new double[] {0.2, 0.5, 1, 2, 5}) {
      if (span / (one * power) <= FEW) {
        return one * power;
      }
    }
    return 10 * power;
  }

  /** How far along the axis a value lies: 0 at its low end, 1 at its high end; ends hold it. */
  double share(double value) {
    return Math.clamp((value - low) / (high - low), 0.0, 1.0);
  }

  /** The values that are labelled, ascending. */
  List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    long first = Math.round(Math.ceil(low / step - 1e-9));
    for (long i = first; i * step <= high + step * 1e-9 && ticks.size() < 50; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** The label of a tick; the last one carries the unit. */
  String tick(double value) {
    String text = minus(BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP));
    return value + step > high + step * 1e-9 ? text + unit : text;
  }

  /** A value in words, with the axis' decimals and a real minus sign; without unit. */
  String print(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return signed(rounded.toPlainString());
  }

  /** A change in words: its sign always stands before it. */
  String change(double value) {
    String text = print(value);
    return text.startsWith("\u2212") ? text : "+" + text;
  }

  private static String minus(BigDecimal value) {
    return signed(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
  }

  private static String signed(String text) {
    return text.replace('-', '\u2212');
  }
}

package org.evalledger.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters on a log scale.
 *
 * @param low fewest, positive
 * @param high most, above {@code low}
 */
record SizeAxis(double low, double high) {
  private static final double BILLION = 1e9;
  private static final List<List<Integer>> LADDERS =
      List.of(
          List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), List.of(1, 2, 3, 5, 7), List.of(1, 3), List.of(1));

  SizeAxis {
    if (!(low > 0) || !(low < high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("no sizes from " + low + " to " + high);
    }
  }

  /** Holds all sizes, with a little room at both ends. */
  static SizeAxis holding(double[] sizes) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (double size : sizes) {
      low = Math.min(low, size);
      high = Math.max(high, size);
    }
    if (high <= 0) {
      return new SizeAxis(BILLION / 10, BILLION * 100);
    }
    double room = high / low > 20 ? 1.25 : 1.06;
    return new SizeAxis(low / room, high * room);
  }

  /** How far along the axis, 0 to 1. */
  double share(double parameters) {
    double share = Math.log(parameters / low) / Math.log(high / low);
    return Math.clamp(share, 0.0, 1.0);
  }

  /** Round sizes on it, ascending, of the finest ladder that needs no more than {@code most}. */
  List<Double> ticks(int most) {
    List<Double> ticks = List.of();
    for (var ladder : LADDERS) {
      ticks = onAxis(ladder);
      if (ticks.size() <= most) {
        break;
      }
    }
    return ticks;
  }

  private List<Double> onAxis(List<Integer> ladder) {
    var ticks = new ArrayList<Double>();
    int from = (int) Math.floor(Math.log10(low));
    int to = (int) Math.ceil(Math.log10(high));
    for (int power = from; power <= to; power++) {
      for (int one : ladder) {
        double tick = new BigDecimal(one).scaleByPowerOfTen(power).doubleValue();
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Billions without unit, three digits: {@code 7.24}. */
  static String billions(double parameters) {
    return BigDecimal.valueOf(parameters / BILLION)
        .round(new MathContext(3, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }
}

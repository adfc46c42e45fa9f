package org.evalledger.baseline;

/** Weighted medians and quantiles of plain arrays. */
final class Medians {
  /** Makes a median absolute deviation a standard deviation for normal data: 1/Φ⁻¹(¾). */
  static final double MAD_TO_SD = 1.4826;

  private static final double EQUAL = 1e-12;

  private Medians() {}

  /**
   * The weighted median of the first {@code n} values: the smallest value up to which half the
   * weight lies, and the middle between it and the next where exactly half does. Sums of weights
   * count as equal within one part in 10¹², so that it does not depend on the order of the sum.
   * Reorders both arrays.
   */
  static double median(double[] values, double[] weights, int n) {
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += weights[i];
    }
    double half = 0.5 * total;
    double slack = EQUAL * total;
    double below = 0;
    int from = 0;
    int to = n - 1;
    while (from < to) {
      double pivot = middle(values[from], values[(from + to) >>> 1], values[to]);
      int less = from;
      int more = to;
      int at = from;
      double weightLess = 0;
      double weightEqual = 0;
      while (at <= more) {
        if (values[at] < pivot) {
          weightLess += weights[at];
          swap(values, weights, less++, at++);
        } else if (values[at] > pivot) {
          swap(values, weights, at, more--);
        } else {
          weightEqual += weights[at++];
        }
      }
      if (below + weightLess >= half - slack && less > from) {
        to = less - 1;
      } else if (below + weightLess + weightEqual >= half - slack || more == to) {
        double reached = below + weightLess + weightEqual;
        return betweenAt(pivot, StrictMath.abs(reached - half) <= slack, values, more + 1, n);
      } else {
        below += weightLess + weightEqual;
        from = more + 1;
      }
    }
    double reached = below + weights[from];
    return betweenAt(values[from], StrictMath.abs(reached - half) <= slack, values, from + 1, n);
  }

  private static double betweenAt(double value, boolean exact, double[] values, int from, int n) {
    if (!exact || from >= n) {
      return value;
    }
    double next = values[from];
    for (int i = from + 1; i < n; i++) {
      next = StrictMath.min(next, values[i]);
    }
    return 0.5 * (value + next);
  }

  private static double middle(double a, double b, double c) {
    return StrictMath.max(StrictMath.min(a, b), StrictMath.min(StrictMath.max(a, b), c));
  }

  private static void swap(double[] values, double[] weights, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
    double weight = weights[i];
    weights[i] = weights[j];
    weights[j] = weight;
  }

  /** The {@code share} quantile of sorted values, linear between neighbours. */
  static double quantile(double[] sorted, int n, double share) {
    double at = share * (n - 1);
    int low = (int) StrictMath.floor(at);
    int high = StrictMath.min(n - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}

package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The sizes or times that a history speaks of. What lies beyond counts as the end: a trend goes on
 * no further, and no result far out is a lever.
 *
 * <p>Each end is the value at which, from the outside inwards, a fiftieth of the weight and three
 * organisations are reached, where none of them counts for more than a hundredth of it: neither one
 * organisation nor two set an end, whatever they state. One that holds more than half of the whole
 * counts in full.
 *
 * @param low the lower end, NaN where nothing is known
 * @param high the upper end
 */
record Range(double low, double high) {
  static final double BEYOND = 0.02;
  static final double ONE_GROUP = 0.01;
  static final int GROUPS = 3;
  private static final double SLACK = 1e-9;

  static final Range NONE = new Range(Double.NaN, Double.NaN);

  /** {@code value} where it lies within, else the nearer end. */
  double hold(double value) {
    return Double.isNaN(low) || Double.isNaN(value) ? value : StrictMath.clamp(value, low, high);
  }

  /**
   * The range of the first {@code count} values.
   *
   * @param groups whose each value is, numbered from 0
   */
  static Range of(double[] values, double[] weights, int[] groups, int count) {
    if (count == 0) {
      return NONE;
    }
    var order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    var most = most(weights, groups, count);
    double low = end(values, weights, groups, order, most);
    Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
    double high = end(values, weights, groups, order, most);
    return low <= high ? new Range(low, high) : new Range(high, low);
  }

  /** By group: how much it may count for; then how much all have. */
  private static double[] most(double[] weights, int[] groups, int count) {
    int last = 0;
    for (int i = 0; i < count; i++) {
      last = StrictMath.max(last, groups[i]);
    }
    var most = new double[last + 2];
    for (int i = 0; i < count; i++) {
      most[groups[i]] += weights[i];
      most[last + 1] += weights[i];
    }
    for (int group = 0; group <= last; group++) {
      if (most[group] <= 0.5 * most[last + 1]) {
        most[group] = ONE_GROUP * most[last + 1];
      }
    }
    return most;
  }

  private static double end(
      double[] values, double[] weights, int[] groups, Integer[] order, double[] most) {
    double total = most[most.length - 1];
    double wanted = (BEYOND - SLACK) * total;
    int needed = StrictMath.min(GROUPS, most.length - 1);
    var counted = new double[most.length];
    double reached = 0;
    int seen = 0;
    for (int i : order) {
      int group = groups[i];
      seen += counted[group] == 0 ? 1 : 0;
      double now = StrictMath.min(most[group], counted[group] + weights[i]);
      reached += now - counted[group];
      counted[group] = now;
      boolean alone = most[group] > 0.5 * total;
      if (reached >= wanted && (seen >= needed || alone)) {
        return values[i];
      }
    }
    return values[order[order.length - 1]];
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, new double[] {low, high}, 2);
  }

  static Range read(DataInput in) throws IOException {
    var ends = Codec.readDoubles(in);
    return new Range(ends[0], ends[1]);
  }
}

package org.evalledger.baseline;

import java.util.Arrays;
import java.util.HashMap;

/** What a fit is made from: the live results of a history, near-copies once, in plain arrays. */
final class FitSample {
  /** In a scale no organisation counts for more than one in so many. */
  static final int SCALE_SHARE = 20;

  final int[] slots;
  final double[] values;
  final double[] sizes;
  final double[] months;
  final double[] weights;
  private final double[] variances;

  /** Whose each is, numbered from 0 in the order they come. */
  final int[] groups;

  int count;
  private int groupCount;

  private FitSample(int most) {
    slots = new int[most];
    values = new double[most];
    sizes = new double[most];
    months = new double[most];
    weights = new double[most];
    variances = new double[most];
    groups = new int[most];
  }

  static FitSample of(KeyHistory history, ModelRows rows) {
    var sample = new FitSample(history.live());
    var once = new CountedOnce(history, rows, row -> false);
    for (int slot = 0; slot < history.slots(); slot++) {
      if (!history.dead(slot) && once.counts(history.row(slot))) {
        sample.add(history, slot);
      }
    }
    sample.group(history);
    return sample;
  }

  private void add(KeyHistory history, int slot) {
    slots[count] = slot;
    values[count] = history.a(slot);
    sizes[count] = history.size(slot);
    months[count] = history.months(slot);
    variances[count] = history.variance(slot);
    weights[count++] = history.weight(slot);
  }

  /**
   * By whom it counts for; namespaces that nobody owns by their collector, unless most of the
   * history is one collector's.
   */
  private void group(KeyHistory history) {
    var held = new HashMap<Integer, Double>();
    double total = 0;
    for (int i = 0; i < count; i++) {
      held.merge(history.collector(slots[i]), weights[i], Double::sum);
      total += weights[i];
    }
    var numbers = new HashMap<Integer, Integer>();
    for (int i = 0; i < count; i++) {
      int collector = history.collector(slots[i]);
      boolean alone = collector < 0 || held.getOrDefault(collector, 0.0) > 0.5 * total;
      int whose = alone ? history.counted(slots[i]) : collector;
      var known = numbers.putIfAbsent(whose, numbers.size());
      groups[i] = known == null ? numbers.size() - 1 : known;
    }
    groupCount = numbers.size();
  }

  /** Those of known size. */
  FitSample sized() {
    var sized = new FitSample(count);
    sized.groupCount = groupCount;
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(sizes[i])) {
        int to = sized.count++;
        sized.slots[to] = slots[i];
        sized.values[to] = values[i];
        sized.sizes[to] = sizes[i];
        sized.months[to] = months[i];
        sized.weights[to] = weights[i];
        sized.variances[to] = variances[i];
        sized.groups[to] = groups[i];
      }
    }
    return sized;
  }

  /** Holds sizes and times within these. */
  void hold(Range bySize, Range byTime) {
    for (int i = 0; i < count; i++) {
      sizes[i] = bySize.hold(sizes[i]);
      months[i] = byTime.hold(months[i]);
    }
  }

  Range range(double[] of) {
    return Range.of(of, weights, groups, count);
  }

  /** Weights as given, but that nobody's together are more than a twentieth of the whole. */
  double[] balanced(double[] given) {
    var held = new double[groupCount];
    double total = 0;
    for (int i = 0; i < count; i++) {
      held[groups[i]] += given[i];
      total += given[i];
    }
    double most = total / SCALE_SHARE;
    var balanced = new double[count];
    for (int i = 0; i < count; i++) {
      double own = held[groups[i]];
      balanced[i] = own <= most ? given[i] : given[i] * (most / own);
    }
    return balanced;
  }

  /** The median variance of measurement where any is known, NaN elsewhere. */
  double medianVariance() {
    var known = new double[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(variances[i])) {
        known[n++] = variances[i];
      }
    }
    var ones = new double[n];
    Arrays.fill(ones, 1);
    return n == 0 ? Double.NaN : Medians.median(known, ones, n);
  }

  /** 1.4826 times the median absolute deviation of a; 1 where there is none. */
  double deviation() {
    if (count == 0) {
      return 1;
    }
    double median = Medians.median(values.clone(), weights.clone(), count);
    var off = new double[count];
    for (int i = 0; i < count; i++) {
      off[i] = StrictMath.abs(values[i] - median);
    }
    double mad = Medians.MAD_TO_SD * Medians.median(off, weights.clone(), count);
    return mad > 0 ? mad : 1;
  }
}

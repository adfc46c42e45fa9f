package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The robust regression of a key's history on size and time, frozen at one prefix: Huber weights by
 * iterated least squares (k = 1.345, scale 1.4826 times the median absolute residual, at most 25
 * steps), ridge 10⁻³·n on all but the intercept, and a local scale ({@link Scales}). Sizes and
 * times count within the history's {@link Range} alone.
 *
 * <p>The weights of the last step stay, so that anybody's own results are taken out of the normal
 * equations exactly, without another fit.
 */
final class Fit {
  static final int WIDTH = 4;
  static final int NEEDED = 8;
  static final int STEPS = 25;
  static final double HUBER = 1.345;
  private static final double SETTLED = 1e-12;
  static final double RIDGE = 1e-3;

  /** Weight of each slot before robustness, 0 for those left out. */
  private double[] prior;

  /** Weight of each slot in the last step. */
  private double[] robust;

  private final double[] gram = new double[WIDTH * WIDTH];
  private final double[] moment = new double[WIDTH];
  private double[] beta = new double[WIDTH];
  private double scale;
  private double medianVariance;
  private double deviation;
  private int used;

  /** What its models' log2 sizes, and times in months since 2020-01-01, are held within. */
  private Range sizes = Range.NONE;

  private Range times = Range.NONE;
  private Scales local = Scales.none();

  /** The sum of {@link #prior}; NaN until it is asked for. */
  private double weightOfAll = Double.NaN;

  private Fit(double[] prior) {
    this.prior = prior;
    this.robust = prior.clone();
  }

  /** Fits the live history of {@code history}; near-copies and unknown sizes have no say. */
  static Fit of(KeyHistory history, ModelRows rows) {
    var live = FitSample.of(history, rows);
    var fit = new Fit(new double[history.slots()]);
    fit.medianVariance = live.medianVariance();
    fit.deviation = live.deviation();
    fit.times = live.range(live.months);
    var sized = live.sized();
    fit.sizes = sized.range(sized.sizes);
    sized.hold(fit.sizes, fit.times);
    fit.used = sized.count;
    for (int i = 0; i < sized.count; i++) {
      fit.prior[sized.slots[i]] = sized.weights[i];
    }
    if (fit.used >= NEEDED) {
      fit.regress(sized);
    }
    return fit;
  }

  /**
   * A time to expect something at: no trend goes on before or after the history, or whoever comes
   * long after the last of its peers would be expected to be better without bound.
   */
  double within(double months) {
    return times.hold(months);
  }

  private void regress(FitSample sample) {
    int n = sample.count;
    var weights = Arrays.copyOf(sample.weights, n);
    var residuals = new double[n];
    solve(sample, weights);
    for (int step = 0; step < STEPS; step++) {
      residuals(sample, residuals);
      scale = Scales.of(sample, residuals, sample.weights);
      if (scale <= 0) {
        break;
      }
      for (int i = 0; i < n; i++) {
        double off = StrictMath.abs(residuals[i]);
        weights[i] =
            off <= HUBER * scale ? sample.weights[i] : sample.weights[i] * HUBER * scale / off;
      }
      var before = beta;
      solve(sample, weights);
      if (settled(before)) {
        break;
      }
    }
    residuals(sample, residuals);
    scale = Scales.of(sample, residuals, sample.weights);
    local = Scales.local(sample, residuals, scale);
    robust = new double[prior.length];
    for (int i = 0; i < n; i++) {
      robust[sample.slots[i]] = weights[i];
    }
  }

  private boolean settled(double[] before) {
    double largest = 0;
    for (int j = 0; j < WIDTH; j++) {
      largest = StrictMath.max(largest, StrictMath.abs(beta[j] - before[j]));
    }
    return largest < SETTLED;
  }

  private void solve(FitSample sample, double[] weights) {
    Arrays.fill(gram, 0);
    Arrays.fill(moment, 0);
    double total = 0;
    for (int i = 0; i < sample.count; i++) {
      add(sample.sizes[i], sample.months[i], sample.values[i], weights[i], gram, moment);
      total += sample.weights[i];
    }
    beta = solve(gram, moment, total);
  }

  private static double[] solve(double[] gram, double[] moment, double total) {
    var matrix = gram.clone();
    var vector = moment.clone();
    for (int j = 1; j < WIDTH; j++) {
      matrix[j * WIDTH + j] += RIDGE * total;
    }
    Cholesky.solve(matrix, vector, WIDTH);
    return vector;
  }

  private static void add(
      double size, double months, double a, double weight, double[] gram, double[] moment) {
    double years = months / 12;
    double square = size * size;
    gram[0] += weight;
    gram[4] += weight * size;
    gram[5] += weight * square;
    gram[8] += weight * square;
    gram[9] += weight * square * size;
    gram[10] += weight * square * square;
    gram[12] += weight * years;
    gram[13] += weight * years * size;
    gram[14] += weight * years * square;
    gram[15] += weight * years * years;
    moment[0] += weight * a;
    moment[1] += weight * a * size;
    moment[2] += weight * a * square;
    moment[3] += weight * a * years;
  }

  private void residuals(FitSample sample, double[] residuals) {
    for (int i = 0; i < sample.count; i++) {
      residuals[i] = sample.values[i] - at(beta, sample.sizes[i], sample.months[i]);
    }
  }

  private static double at(double[] beta, double size, double months) {
    return beta[0] + beta[1] * size + beta[2] * size * size + beta[3] * months / 12;
  }

  /** Whether there were enough models of known size. */
  boolean regression() {
    return used >= NEEDED;
  }

  /**
   * The expected a of a model of {@code size}, held within the history's, with the {@code own}
   * slots taken out.
   */
  double expected(KeyHistory history, int[] own, int ownCount, double stated, double months) {
    double size = sizes.hold(stated);
    double total = 0;
    var ownGram = new double[WIDTH * WIDTH];
    var ownMoment = new double[WIDTH];
    for (int i = 0; i < ownCount; i++) {
      if (own[i] < prior.length && prior[own[i]] > 0) {
        takeUp(history, own[i], ownGram, ownMoment);
        total += prior[own[i]];
      }
    }
    if (total == 0) {
      return at(beta, size, months);
    }
    for (int j = 0; j < ownGram.length; j++) {
      ownGram[j] = gram[j] - ownGram[j];
    }
    for (int j = 0; j < WIDTH; j++) {
      ownMoment[j] = moment[j] - ownMoment[j];
    }
    return at(solve(ownGram, ownMoment, allWeight() - total), size, months);
  }

  private void takeUp(KeyHistory history, int slot, double[] ownGram, double[] ownMoment) {
    double size = sizes.hold(history.size(slot));
    double months = times.hold(history.months(slot));
    add(size, months, history.a(slot), robust[slot], ownGram, ownMoment);
  }

  /** The sum of all weights; the slots that the history drops have none. */
  private double allWeight() {
    if (Double.isNaN(weightOfAll)) {
      double all = 0;
      for (double weight : prior) {
        all += weight;
      }
      weightOfAll = all;
    }
    return weightOfAll;
  }

  /** The scale of residuals at {@code size}. */
  double localScale(double size) {
    return local.at(size);
  }

  /**
   * The variance of measurement to reckon with, where {@code measured} is known or NaN. Unless
   * registered items fix it, it is never above the key's median: a wide stated error buys nothing.
   */
  double variance(double measured, boolean fixed) {
    if (Double.isNaN(measured)) {
      return Double.isNaN(medianVariance) ? 0 : medianVariance;
    }
    return fixed || Double.isNaN(medianVariance)
        ? measured
        : StrictMath.min(measured, medianVariance);
  }

  /** 1.4826 times the median absolute deviation of a; 1 where there is none. */
  double deviation() {
    return deviation;
  }

  /** Moves the weights along when the history drops slots: {@code kept} in their order. */
  void compact(int[] kept, int count) {
    prior = picked(prior, kept, count);
    robust = picked(robust, kept, count);
  }

  /** Whether the fit rests on {@code slot}. */
  boolean uses(int slot) {
    return slot < prior.length && prior[slot] > 0;
  }

  private static double[] picked(double[] values, int[] kept, int count) {
    var picked = new double[count];
    int n = 0;
    for (int i = 0; i < count && kept[i] < values.length; i++) {
      picked[n++] = values[kept[i]];
    }
    return Arrays.copyOf(picked, n);
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, prior, prior.length);
    Codec.write(out, robust, robust.length);
    Codec.write(out, gram, gram.length);
    Codec.write(out, moment, moment.length);
    Codec.write(out, beta, beta.length);
    local.write(out);
    sizes.write(out);
    times.write(out);
    Codec.write(out, new double[] {scale, medianVariance, deviation}, 3);
    out.writeInt(used);
  }

  static Fit read(DataInput in) throws IOException {
    var fit = new Fit(Codec.readDoubles(in));
    fit.robust = Codec.readDoubles(in);
    System.arraycopy(Codec.readDoubles(in), 0, fit.gram, 0, fit.gram.length);
    System.arraycopy(Codec.readDoubles(in), 0, fit.moment, 0, fit.moment.length);
    fit.beta = Codec.readDoubles(in);
    fit.local = Scales.read(in);
    fit.sizes = Range.read(in);
    fit.times = Range.read(in);
    var scalars = Codec.readDoubles(in);
    fit.scale = scalars[0];
    fit.medianVariance = scalars[1];
    fit.deviation = scalars[2];
    fit.used = in.readInt();
    return fit;
  }
}

package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far results lie from a regression: 1.4826 times the median absolute residual, at ten
 * quantiles of log2 size each, shrunk to that of all. No organisation has more than a twentieth of
 * the say in any of them, or wild results of its own would make any other look usual.
 */
final class Scales {
  static final int NODES = 10;
  static final double NODE_WIDTH = 0.75;
  static final double NODE_WEIGHT = 30;

  private final double[] sizes;
  private final double[] scales;

  private Scales(double[] sizes, double[] scales) {
    this.sizes = sizes;
    this.scales = scales;
  }

  static Scales none() {
    return new Scales(new double[0], new double[0]);
  }

  /** That of all, each counting as {@code weights} say. */
  static double of(FitSample sample, double[] residuals, double[] weights) {
    var off = new double[sample.count];
    for (int i = 0; i < off.length; i++) {
      off[i] = StrictMath.abs(residuals[i]);
    }
    return Medians.MAD_TO_SD * Medians.median(off, sample.balanced(weights), off.length);
  }

  static Scales local(FitSample sample, double[] residuals, double ofAll) {
    var sorted = Arrays.copyOf(sample.sizes, sample.count);
    Arrays.sort(sorted);
    var scales = new Scales(new double[NODES], new double[NODES]);
    for (int node = 0; node < NODES; node++) {
      double share = 0.02 + node * 0.96 / (NODES - 1);
      scales.sizes[node] = Medians.quantile(sorted, sorted.length, share);
      scales.scales[node] = at(scales.sizes[node], sample, residuals, ofAll);
    }
    return scales;
  }

  private static double at(double node, FitSample sample, double[] residuals, double ofAll) {
    var near = new double[sample.count];
    for (int i = 0; i < near.length; i++) {
      double off = (sample.sizes[i] - node) / NODE_WIDTH;
      near[i] = sample.weights[i] * StrictMath.exp(-0.5 * off * off);
    }
    var weights = sample.balanced(near);
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    double effective = squares > 0 ? sum * sum / squares : 0;
    double local = of(sample, residuals, near);
    return StrictMath.sqrt(
        (effective * local * local + NODE_WEIGHT * ofAll * ofAll) / (effective + NODE_WEIGHT));
  }

  /** The one at {@code size}: linear between the nodes, constant beyond them. */
  double at(double size) {
    int last = sizes.length - 1;
    if (size <= sizes[0]) {
      return scales[0];
    }
    for (int i = 0; i < last; i++) {
      if (size <= sizes[i + 1]) {
        double width = sizes[i + 1] - sizes[i];
        double share = width > 0 ? (size - sizes[i]) / width : 1;
        return scales[i] + share * (scales[i + 1] - scales[i]);
      }
    }
    return scales[last];
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, sizes, sizes.length);
    Codec.write(out, scales, scales.length);
  }

  static Scales read(DataInput in) throws IOException {
    return new Scales(Codec.readDoubles(in), Codec.readDoubles(in));
  }
}

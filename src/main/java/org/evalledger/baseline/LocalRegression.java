package org.evalledger.baseline;

import java.util.Arrays;

/**
 * Weighted linear regression around the query: four steps of iterated least squares with Huber
 * weights (k = 1.345), ridge 1 on the slopes, scale 1.4826 times the weighted median absolute
 * residual.
 */
final class LocalRegression {
  static final int STEPS = 4;
  static final double HUBER = 1.345;
  static final double RIDGE = 1;

  private final int width;
  private final double[] design;
  private final double[] targets;
  private final double[] prior;
  private final double[] robust;
  private final double[] matrix;
  private double[] beta;
  private int count;
  private int at;
  private double spread;

  LocalRegression(int capacity, int width) {
    this.width = width;
    design = new double[capacity * width];
    targets = new double[capacity];
    prior = new double[capacity];
    robust = new double[capacity];
    matrix = new double[width * width];
    beta = new double[width];
  }

  /** Adds a neighbour; its coordinates follow. */
  void add(double weight, double target) {
    prior[count] = weight;
    robust[count] = weight;
    targets[count] = target;
    at = count * width;
    design[at++] = 1;
    count++;
  }

  void coordinate(double value) {
    design[at++] = value;
  }

  void solve() {
    var off = new double[count];
    var weights = new double[count];
    for (int step = 0; step < STEPS; step++) {
      leastSquares();
      for (int i = 0; i < count; i++) {
        off[i] = StrictMath.abs(targets[i] - predicted(i));
      }
      var sorted = off.clone();
      System.arraycopy(prior, 0, weights, 0, count);
      spread = Medians.MAD_TO_SD * Medians.median(sorted, weights, count);
      for (int i = 0; i < count; i++) {
        robust[i] = off[i] <= HUBER * spread ? prior[i] : prior[i] * HUBER * spread / off[i];
      }
    }
  }

  private void leastSquares() {
    Arrays.fill(matrix, 0);
    Arrays.fill(beta, 0);
    for (int i = 0; i < count; i++) {
      int row = i * width;
      for (int j = 0; j < width; j++) {
        double weighted = robust[i] * design[row + j];
        beta[j] += weighted * targets[i];
        for (int l = 0; l <= j; l++) {
          matrix[j * width + l] += weighted * design[row + l];
        }
      }
    }
    for (int j = 1; j < width; j++) {
      matrix[j * width + j] += RIDGE;
    }
    Cholesky.solve(matrix, beta, width);
  }

  private double predicted(int i) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += design[i * width + j] * beta[j];
    }
    return sum;
  }

  double intercept() {
    return beta[0];
  }

  /** The scale of the residuals of the last step. */
  double spread() {
    return spread;
  }
}

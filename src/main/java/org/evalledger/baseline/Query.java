package org.evalledger.baseline;

/**
 * A result on the common scale, as the baselines are asked about it.
 *
 * @param a the transformed value
 * @param variance of measurement, τ² of unlike protocols included
 * @param size log2 of the model's size in billions; NaN when unknown
 * @param months since 2020-01-01
 */
record Query(double a, double variance, double size, double months) {
  Query at(double time) {
    return new Query(a, variance, size, time);
  }

  Query widened(double tau) {
    return new Query(a, variance + tau * tau, size, months);
  }
}

package org.evalledger.baseline;

import java.math.BigDecimal;

/**
 * How many parameters a model has.
 *
 * @param value in parameters (not billions), positive; a decimal, since sources print 7.2e9
 */
public record ParameterCount(BigDecimal value) {
  private static final double LOG2 = StrictMath.log(2);

  public ParameterCount {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("parameters must be positive, got " + value);
    }
  }

  /** A whole number of parameters. */
  public static ParameterCount of(long value) {
    return new ParameterCount(BigDecimal.valueOf(value));
  }

  /** log2 of the count in billions. */
  double log2Billions() {
    return StrictMath.log(value.movePointLeft(9).doubleValue()) / LOG2;
  }
}

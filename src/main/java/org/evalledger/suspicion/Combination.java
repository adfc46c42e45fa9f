package org.evalledger.suspicion;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How p-values become one, and suspicion. */
public final class Combination {
  private static final double LEAST = 1e-12;
  private static final double LARGEST = 0.9;

  private double weighted;
  private double weights;

  /** Held within what can be combined. */
  public static double clip(double p) {
    return StrictMath.clamp(p, LEAST, LARGEST);
  }

  /**
   * The p-value of one of several signals, of which the smallest is taken: 1 − (1 − p)^(1/share).
   * With shares that add up to 1 it holds exactly for independent signals, and is about p/share.
   */
  static double shared(double p, double share) {
    return clipLow(-StrictMath.expm1(StrictMath.log1p(-p) / share));
  }

  private static double clipLow(double p) {
    return StrictMath.max(LEAST, p);
  }

  /**
   * Adds one line of evidence to a Cauchy combination: T = Σ w·tan((½ − p)π) (Liu and Xie 2020),
   * which holds whatever the lines have to do with one another.
   */
  public Combination add(double p, double weight) {
    weighted += weight * StrictMath.tan((0.5 - clip(p)) * StrictMath.PI);
    weights += weight;
    return this;
  }

  /** Whether nothing was added. */
  public boolean empty() {
    return weights == 0;
  }

  /** ½ − atan(T/Σw)/π. */
  public double p() {
    return clip(0.5 - StrictMath.atan(weighted / weights) / StrictMath.PI);
  }

  /** min(1, −log10(p)/4), six decimals. */
  public static double suspicion(double p) {
    double raw = StrictMath.clamp(-StrictMath.log10(p) / 4, 0.0, 1.0);
    return new BigDecimal(raw).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
  }
}

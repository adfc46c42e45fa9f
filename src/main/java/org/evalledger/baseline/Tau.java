package org.evalledger.baseline;

import org.evalledger.evaluation.Measure;

/**
 * How far unlike protocols of one benchmark lie apart, as a standard deviation of a.
 *
 * @param choice where the model chooses among given answers
 * @param generative where it writes its own
 */
public record Tau(double choice, double generative) {
  /** What was measured: .09 and .30. */
  public static final Tau MEASURED = new Tau(0.09, 0.30);

  /** The one for {@code measure}. */
  public double of(Measure measure) {
    return measure.generative() ? generative : choice;
  }
}

package org.evalledger.evaluation;

import java.math.BigDecimal;

/** Which values of a metric are good. */
public sealed interface Direction {
  /** More is better. */
  record Higher() implements Direction {}

  /** Less is better. */
  record Lower() implements Direction {}

  /**
   * Nearer to a target is better.
   *
   * @param value the target, on the metric's own scale
   */
  record Target(BigDecimal value) implements Direction {}
}

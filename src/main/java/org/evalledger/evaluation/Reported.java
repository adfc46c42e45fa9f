package org.evalledger.evaluation;

import java.math.BigDecimal;
import org.evalledger.statement.Result.StderrMethod;
import org.jspecify.annotations.Nullable;

/**
 * A value as it was printed, with what was printed beside it.
 *
 * @param value with the decimals it was printed with, on the metric's scale
 * @param samples how many items the submitter says were run; null when not said
 * @param stderr the stated standard error, on the metric's scale; null when not said
 * @param stderrMethod how the standard error came about
 */
public record Reported(
    BigDecimal value,
    @Nullable Long samples,
    @Nullable BigDecimal stderr,
    StderrMethod stderrMethod) {
  public Reported {
    if (samples != null && samples <= 0) {
      throw new IllegalArgumentException("samples must be positive, got " + samples);
    }
    if (stderr != null && stderr.signum() < 0) {
      throw new IllegalArgumentException("negative standard error " + stderr);
    }
  }

  /** A value with nothing beside it. */
  public static Reported of(BigDecimal value) {
    return new Reported(value, null, null, StderrMethod.UNKNOWN);
  }

  /** Half a unit of the last printed decimal of {@code number}. */
  static BigDecimal halfUnit(BigDecimal number) {
    return BigDecimal.valueOf(5, number.scale() + 1);
  }
}

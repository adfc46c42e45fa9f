package org.evalledger.catalogue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** How far a value may be off because only so many items were drawn. */
public final class SamplingError {
  /** Standard errors to each side of a 95 % interval. */
  public static final BigDecimal Z = new BigDecimal("1.96");

  static final MathContext DIGITS = MathContext.DECIMAL64;

  private SamplingError() {}

  /**
   * The standard error as stated; else that of a proportion of {@code samples}, √(p(1 − p)/n),
   * which holds only where an item has one trial.
   *
   * @param metric of the value; null where it is not known
   */
  public static Optional<BigDecimal> of(
      @Nullable String stated, String value, @Nullable Long samples, @Nullable Metric metric) {
    if (stated != null) {
      return Optional.of(new BigDecimal(stated));
    }
    var share = new BigDecimal(value);
    boolean proportion =
        metric != null
            && metric.kind() == Metric.Kind.PROPORTION
            && metric.trials() == 1
            && metric.unit().equals("fraction")
            && share.signum() >= 0
            && share.compareTo(BigDecimal.ONE) <= 0;
    return proportion && samples != null && samples > 0
        ? Optional.of(
            share
                .multiply(BigDecimal.ONE.subtract(share))
                .divide(BigDecimal.valueOf(samples), DIGITS)
                .sqrt(DIGITS))
        : Optional.empty();
  }
}

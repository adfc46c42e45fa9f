package org.evalledger.statement;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A decimal number that keeps its digits as they were written.
 *
 * @param text digits with optional sign, fraction and exponent; at most 64 characters, magnitude
 *     within that of an IEEE 754 double, at most 100 decimals once the exponent is resolved
 */
public record Decimal(String text) {
  private static final Pattern FORM =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  /** Decimals behind the point, at most: 1e-101 measures nothing, and is long when written out. */
  private static final int MAX_SCALE = 100;

  /** Zeros that an exponent may add before the point, at most: those of the largest double. */
  private static final int MIN_SCALE = -308;

  public Decimal {
    if (!isDecimal(text)) {
      throw new IllegalArgumentException("not a decimal: " + text);
    }
  }

  /** Whether {@code text} has the form of a decimal. */
  public static boolean isDecimal(String text) {
    return text.length() <= 64
        && FORM.matcher(text).matches()
        && Double.isFinite(Double.parseDouble(text))
        && isOfSaneScale(new BigDecimal(text).scale());
  }

  private static boolean isOfSaneScale(int scale) {
    return scale >= MIN_SCALE && scale <= MAX_SCALE;
  }

  /** The number; its scale tells how many decimals were written. */
  public BigDecimal value() {
    return new BigDecimal(text);
  }

  /** Whether both are the same number, however written. */
  public boolean sameNumber(Decimal other) {
    return value().compareTo(other.value()) == 0;
  }

  @Override
  public String toString() {
    return text;
  }
}

package org.evalledger.statement;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A decimal number that keeps its digits as they were written.
 *
 * @param text digits with optional sign, fraction and exponent; at most 64 characters, magnitude
 *     within that of an IEEE 754 double
 */
public record Decimal(String text) {
  private static final Pattern FORM =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  public Decimal {
    if (!isDecimal(text)) {
      throw new IllegalArgumentException("not a decimal: " + text);
    }
  }

  /** Whether {@code text} has the form of a decimal. */
  public static boolean isDecimal(String text) {
    return text.length() <= 64
        && FORM.matcher(text).matches()
        && Double.isFinite(Double.parseDouble(text));
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

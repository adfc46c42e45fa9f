package org.evalledger.suspicion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.evalledger.baseline.Scaled;
import org.evalledger.evaluation.Measure;
import org.evalledger.json.Json;

/**
 * How numbers are printed in assessments: decimal strings of fixed places, half even, so that the
 * last digit is well-defined. No locale.
 */
final class Decimals {
  private static final int PLACES = 6;
  private static final int P_PLACES = 12;

  /** Beyond, a reader is given six digits and an exponent. */
  private static final double LARGE = 1e15;

  private static final String BEYOND = "beyond all bounds";

  private Decimals() {}

  /** Six decimals; null for what is not a number. */
  static Json fixed(double value) {
    return Double.isFinite(value) ? Json.of(places(value, PLACES)) : Json.ofNull();
  }

  /** A p-value, twelve decimals. */
  static String p(double value) {
    return places(value, P_PLACES);
  }

  static String places(double value, int places) {
    if (!Double.isFinite(value)) {
      return BEYOND;
    }
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A p-value for a reader: two significant digits, no zero before the point. */
  static String shortP(double value) {
    if (!Double.isFinite(value)) {
      return BEYOND;
    }
    var rounded = new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_EVEN));
    var text = rounded.stripTrailingZeros().toPlainString();
    return text.startsWith("0.") ? text.substring(1) : text;
  }

  /** A count for a reader, with commas. */
  static String count(long value) {
    var digits = Long.toString(value);
    var grouped = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }

  /** A value of a on the metric's own scale, with the decimals readers are used to. */
  static String printed(Measure measure, double a, int places) {
    return number(Scaled.printed(measure, a), places);
  }

  /** Half the width on the metric's scale of {@code spread} to both sides of {@code a}. */
  static String printedSpread(Measure measure, double a, double spread, int places) {
    double width = Scaled.printed(measure, a + spread) - Scaled.printed(measure, a - spread);
    return number(0.5 * StrictMath.abs(width), places);
  }

  /** Expected values may lie beyond all doubles where those stated come near the last. */
  private static String number(double value, int places) {
    if (!Double.isFinite(value)) {
      return BEYOND;
    }
    return StrictMath.abs(value) < LARGE
        ? places(value, places)
        : new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN)).toString();
  }

  /** A stated value for a reader: in full up to so many places, rounded beyond. */
  static String shown(BigDecimal value) {
    int places = placesOf(value);
    return value.scale() <= places
        ? value.toPlainString()
        : value.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** As many places as the value has, from two to four. */
  static int placesOf(BigDecimal value) {
    return StrictMath.clamp(value.scale(), 2, 4);
  }
}

package org.evalledger.merkle;

import java.util.regex.Pattern;

/** Whole numbers as the C2SP formats write them: ASCII digits, no sign, no leading zero. */
final class Decimal {
  private static final Pattern WRITTEN = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Decimal() {}

  /**
   * The number that {@code digits} stand for; {@code what} names it in the message.
   *
   * @throws IllegalArgumentException when they stand for none, or for one of 2^63 or more
   */
  static long parse(String what, String digits) {
    if (WRITTEN.matcher(digits).matches()) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s %s is too large, want less than 2^63".formatted(what, digits), e);
      }
    }
    throw new IllegalArgumentException(
        "%s is \"%s\", want a decimal without sign or leading zero".formatted(what, digits));
  }
}

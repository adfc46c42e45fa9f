package org.evalledger.audit;

import java.time.Duration;

/** Writes lengths of time for a person: in one or two units, the smaller rounded down. */
final class Span {
  private Span() {}

  static String words(Duration span) {
    if (span.isNegative()) {
      return "minus " + words(span.negated());
    }
    if (span.toDays() > 0) {
      return pair(span.toDays(), "d", span.toHoursPart(), "h");
    }
    if (span.toHours() > 0) {
      return pair(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    return span.toMinutes() > 0
        ? pair(span.toMinutes(), "min", span.toSecondsPart(), "s")
        : span.toSeconds() + " s";
  }

  private static String pair(long large, String unit, int small, String smaller) {
    return small == 0
        ? "%d %s".formatted(large, unit)
        : "%d %s %d %s".formatted(large, unit, small, smaller);
  }
}

package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.evalledger.statement.Decimal;

/** Times as harnesses write them: seconds since 1970, RFC 3339, or a day. */
final class UnixTime {
  /** 2001-09-09: what is smaller counts from something else and is no date. */
  private static final BigDecimal FIRST_DATE = new BigDecimal("1000000000");

  /** 2286-11-20: what is larger is not in seconds. */
  private static final BigDecimal LAST_DATE = new BigDecimal("10000000000");

  private UnixTime() {}

  /** The time that {@code text} writes, to the millisecond; empty when it writes none. */
  static Optional<Instant> parse(String text) {
    String time = text.strip();
    return Decimal.isDecimal(time) ? seconds(new BigDecimal(time)) : calendar(time);
  }

  private static Optional<Instant> seconds(BigDecimal time) {
    return time.compareTo(FIRST_DATE) > 0 && time.compareTo(LAST_DATE) < 0
        ? Optional.of(
            Instant.ofEpochMilli(
                time.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact()))
        : Optional.empty();
  }

  private static Optional<Instant> calendar(String time) {
    try {
      return Optional.of(
          time.length() == "2026-11-20".length()
              ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code time} in seconds since 1970, with milliseconds where it has some. */
  static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }
}

package org.evalledger.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as records write them: RFC 3339 in UTC with exactly three decimals. */
public final class Timestamp {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamp() {}

  /** {@code time}, cut to milliseconds, as text. */
  public static String write(Instant time) {
    return FORM.format(time);
  }

  /** {@code time} cut to milliseconds. */
  public static Instant cut(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The time that {@code text} stands for.
   *
   * @throws IllegalArgumentException when {@code text} has not exactly that form
   */
  public static Instant parse(String text) {
    try {
      Instant time = FORM.parse(text, Instant::from);
      if (write(time).equals(text)) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time: " + text, e);
    }
    throw new IllegalArgumentException("not a time with three decimals: " + text);
  }
}

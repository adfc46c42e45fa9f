package org.evalledger.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, times and hashes as pages write them: {@code −} for minus, {@code –} in ranges, a comma
 * between thousands, a thin space before units.
 */
public final class Words {
  /** Before units and the per cent sign. */
  public static final String THIN = "\u2009";

  private static final String MINUS = "\u2212";
  private static final String DASH = "\u2013";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final List<String> SIZES = List.of("", "K", "M", "B", "T");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int HASH_SHOWN = 8;

  private Words() {}

  /** A whole number: 48392 is {@code 48,392}. */
  public static String count(long number) {
    return minus("%,d".formatted(number));
  }

  /** A count with what is counted: {@code 1 entry}, {@code 2 entries}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** A fraction as per cent with one decimal, without the sign: 0.5471 is {@code 54.7}. */
  public static String percent(BigDecimal fraction) {
    return fixed(fraction.multiply(HUNDRED), 1);
  }

  /** The same with the sign: {@code 54.7 %}. */
  public static String percentSign(BigDecimal fraction) {
    return percent(fraction) + THIN + "%";
  }

  /** A number with so many decimals. */
  public static String fixed(BigDecimal number, int decimals) {
    return minus(number.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
  }

  /** A change, with its sign also where it is above zero: {@code +20.6}, {@code −1.1}. */
  public static String change(BigDecimal difference, int decimals) {
    BigDecimal rounded = difference.setScale(decimals, RoundingMode.HALF_UP);
    return (rounded.signum() > 0 ? "+" : "") + minus(rounded.toPlainString());
  }

  /** Half a 95 % interval in per cent, of a standard error as a fraction: {@code ±0.9}. */
  public static String interval(BigDecimal stderr) {
    return "±" + percent(stderr.multiply(new BigDecimal("1.96")));
  }

  /** Suspicion, two decimals; {@code not known} where nothing was comparable. */
  public static String suspicion(@Nullable BigDecimal suspicion) {
    // Never rounded up to certainty: 0.999 is still a doubt.
    return suspicion == null
        ? "not known"
        : suspicion.setScale(2, RoundingMode.DOWN).toPlainString();
  }

  /** From one number to another: {@code 2–7}; one alone where both are the same. */
  public static String range(String from, String to) {
    return from.equals(to) ? from : from + DASH + to;
  }

  /** A model's size by its parameters, three digits: {@code 7.24 B}; {@code not known} without. */
  public static String size(@Nullable Long parameters) {
    if (parameters == null) {
      return "not known";
    }
    BigDecimal number = new BigDecimal(parameters).round(THREE_DIGITS);
    int group = Integer.min((number.precision() - number.scale() - 1) / 3, SIZES.size() - 1);
    BigDecimal shown = number.movePointLeft(3 * group).round(THREE_DIGITS);
    int decimals = Integer.max(0, 3 - (shown.precision() - shown.scale()));
    String digits = shown.setScale(group == 0 ? 0 : decimals, RoundingMode.HALF_UP).toPlainString();
    return group == 0 ? digits : digits + THIN + SIZES.get(group);
  }

  /** Bytes: {@code 2.1 kB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + THIN + "bytes";
    }
    boolean mega = bytes >= 1_000_000;
    BigDecimal number = new BigDecimal(bytes).movePointLeft(mega ? 6 : 3);
    return fixed(number, 1) + THIN + (mega ? "MB" : "kB");
  }

  /** A day: {@code 14 Nov 2026}. */
  public static String date(Instant time) {
    return DATE.format(time);
  }

  /** A day without its year: {@code 14 Nov}. */
  public static String day(Instant time) {
    return DAY.format(time);
  }

  /** A moment as the ledger records it: {@code 14 Nov 2026, 09:12:44.318 UTC}. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** How long ago: {@code 4 s ago}, {@code 6 h ago}; past thirty days, the day. */
  public static String ago(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    return age.toDays() > 30 ? date(time) : duration(age) + " ago";
  }

  /** A duration in its largest unit, rounded down: {@code 4 s}, {@code 3 min}, {@code 6 h}. */
  public static String duration(Duration duration) {
    long seconds = Long.max(duration.toSeconds(), 0);
    if (seconds < 60) {
      return seconds + THIN + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + THIN + "min";
    }
    return seconds < 86_400
        ? seconds / 3_600 + THIN + "h"
        : seconds / 86_400 + THIN + (seconds < 172_800 ? "day" : "days");
  }

  /** A hash in short: its beginning and its end; in full it stands where it is checked. */
  public static String shortHash(String hash) {
    return hash.length() <= 2 * HASH_SHOWN
        ? hash
        : hash.substring(0, HASH_SHOWN) + "…" + hash.substring(hash.length() - 4);
  }

  /** A long text in short: so many of its characters, and a mark where there were more. */
  public static String beginning(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static String minus(String number) {
    return number.replace("-", MINUS);
  }
}

package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Finds how many samples a number comes from. */
final class SampleCounts {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** Off a whole number by rounding alone: doubles carry 15 to 17 digits. */
  private static final BigDecimal RELATIVE_TOLERANCE = new BigDecimal("1e-9");

  private static final BigDecimal MAX_SAMPLES = new BigDecimal("1e9");

  private final LmEvalFile file;

  SampleCounts(LmEvalFile file) {
    this.file = file;
  }

  /** What the file records for {@code key}, a metric with its filter, of the task or group. */
  Optional<Long> recorded(Members result, String name, String key) {
    return result
        .in("sample_count")
        .whole(key)
        .or(() -> effective(name))
        .or(() -> file.isGroup(name) ? sum(name, key) : result.whole("sample_len"));
  }

  private Optional<Long> effective(String name) {
    return file.document().in("n-samples").in(name).whole("effective");
  }

  /** A group pools those of its tasks that have the metric; all of them must be counted. */
  private Optional<Long> sum(String group, String key) {
    List<String> having =
        file.leaves(group).stream().filter(leaf -> file.results().in(leaf).has(key)).toList();
    List<Long> counts = having.stream().flatMap(leaf -> effective(leaf).stream()).toList();
    return !counts.isEmpty() && counts.size() == having.size()
        ? Optional.of(counts.stream().mapToLong(Long::longValue).sum())
        : Optional.empty();
  }

  /**
   * What a proportion p and its standard error e tell: the harness computes e = √(p(1−p)/(n−1)), so
   * that n = p(1−p)/e² + 1. Counts only when n and p·n come out whole.
   */
  static Optional<Long> derived(String value, String stderr) {
    BigDecimal p = new BigDecimal(value);
    BigDecimal e = new BigDecimal(stderr);
    if (p.signum() <= 0 || p.compareTo(BigDecimal.ONE) >= 0 || e.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal variance = p.multiply(BigDecimal.ONE.subtract(p));
    BigDecimal n = variance.divide(e.multiply(e), DIGITS).add(BigDecimal.ONE);
    return n.compareTo(MAX_SAMPLES) < 0 && isWhole(n) && isWhole(p.multiply(round(n)))
        ? Optional.of(round(n).longValueExact())
        : Optional.empty();
  }

  private static BigDecimal round(BigDecimal number) {
    return number.setScale(0, RoundingMode.HALF_EVEN);
  }

  private static boolean isWhole(BigDecimal number) {
    BigDecimal off = number.subtract(round(number)).abs();
    return off.compareTo(RELATIVE_TOLERANCE.multiply(number)) <= 0;
  }
}

package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonString;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A metric as the registry declares it.
 *
 * @param id its name
 * @param kind what sort of number it is, as a benchmark statement says it
 * @param unit of its values
 * @param direction {@code higher}, {@code lower}, or an object with the value that is best
 * @param minimum the least possible value; null when unbounded
 * @param maximum the largest possible value; null when unbounded
 */
record RegisteredMetric(
    String id,
    String kind,
    String unit,
    Json direction,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum) {

  static RegisteredMetric of(Members metric) {
    return new RegisteredMetric(
        metric.text("id").orElseThrow(),
        metric.text("kind").orElseThrow(),
        metric.text("unit").orElseThrow(),
        metric.get("direction").orElseThrow(),
        bound(metric, "minimum"),
        bound(metric, "maximum"));
  }

  private static @Nullable BigDecimal bound(Members metric, String name) {
    return metric
        .text(name)
        .or(() -> metric.number(name))
        .filter(Decimal::isDecimal)
        .map(BigDecimal::new)
        .orElse(null);
  }

  boolean isFraction() {
    return unit.equals("fraction");
  }

  boolean isPercent() {
    return unit.equals("percent");
  }

  boolean isProportion() {
    return kind.equals("proportion");
  }

  /** Whether smaller is better; empty where nearer to some value is. */
  Optional<Boolean> lowerIsBetter() {
    return direction instanceof JsonString(var word)
        ? Optional.of(word.equals("lower"))
        : Optional.empty();
  }

  /** Whether {@code value}, on this metric's scale, is possible. */
  boolean holds(BigDecimal value) {
    return (minimum == null || value.compareTo(minimum) >= 0)
        && (maximum == null || value.compareTo(maximum) <= 0);
  }

  /** Its range in words. */
  String range() {
    return (minimum == null ? "-infinity" : minimum.toPlainString())
        + " to "
        + (maximum == null ? "infinity" : maximum.toPlainString());
  }
}

package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** What a number of a file is on the scale that the registry declares for its metric. */
sealed interface Rescaled {
  /** Why a number without a unit is left. */
  String UNSAID = "The file does not say whether this is a fraction or a percentage.";

  /**
   * It is certain.
   *
   * @param percent whether the file writes percent where the registry has a fraction
   */
  record Certain(boolean percent) implements Rescaled {
    /** {@code written} on the registry's scale; its own text where the scales are one. */
    String value(String written) {
      return percent ? new BigDecimal(written).movePointLeft(2).toPlainString() : written;
    }
  }

  /**
   * It cannot be told.
   *
   * @param why one sentence for a person
   */
  record Untold(String why) implements Rescaled {}

  /**
   * Goes by the range and the unit that the file states; both must agree where it states both.
   *
   * @param minimum the least possible value, as the file says
   * @param maximum the largest
   * @param unit in a word of the file, such as {@code percent}
   */
  static Rescaled byDeclaration(
      RegisteredMetric metric,
      Optional<BigDecimal> minimum,
      Optional<BigDecimal> maximum,
      Optional<String> unit) {
    Optional<Boolean> said = unit.flatMap(Rescaled::saysPercent);
    if (minimum.isEmpty() || maximum.isEmpty()) {
      return byUnit(metric, said);
    }
    boolean same = spans(metric, minimum.get(), maximum.get());
    boolean hundredfold =
        metric.isFraction()
            && spans(metric, minimum.get().movePointLeft(2), maximum.get().movePointLeft(2));
    boolean contradicted =
        said.isPresent()
            && ((metric.isFraction() && said.get() != hundredfold)
                || (metric.isPercent() && !said.get()));
    if (contradicted || !(same || hundredfold)) {
      return new Untold(
          "The file declares the range %s to %s%s, the registry %s."
              .formatted(
                  minimum.get().toPlainString(),
                  maximum.get().toPlainString(),
                  unit.map(" in "::concat).orElse(""),
                  metric.range()));
    }
    return new Certain(hundredfold);
  }

  /** Without a range the unit alone says it, but never that a registered percentage is none. */
  private static Rescaled byUnit(RegisteredMetric metric, Optional<Boolean> percent) {
    if (metric.isPercent() && !percent.orElse(false)) {
      return new Untold(
          percent.isPresent()
              ? "The file calls it a fraction, the registry a percentage."
              : UNSAID);
    }
    return percent.isPresent() || !metric.isFraction()
        ? new Certain(metric.isFraction() && percent.orElse(false))
        : new Untold(UNSAID);
  }

  /**
   * Goes by the value alone: a fraction is never above 1, so that what is above is a percentage; at
   * and below 1 it may be either.
   */
  static Rescaled byValue(RegisteredMetric metric, BigDecimal value) {
    if (!metric.isFraction() && !metric.isPercent()) {
      return new Certain(false);
    }
    return value.compareTo(BigDecimal.ONE) > 0
        ? new Certain(metric.isFraction())
        : new Untold(
            "At or below 1 this may be a fraction or a percentage; the file says neither.");
  }

  /** Of a unit in words, whether it is percent; empty for units that are neither. */
  private static Optional<Boolean> saysPercent(String unit) {
    return switch (unit.strip().toLowerCase(Locale.ROOT)) {
      case "percent", "percentage", "%", "percentage points" -> Optional.of(true);
      case "proportion", "fraction", "ratio" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static boolean spans(RegisteredMetric metric, BigDecimal minimum, BigDecimal maximum) {
    BigDecimal least = metric.minimum();
    BigDecimal most = metric.maximum();
    return least != null
        && most != null
        && least.compareTo(minimum) == 0
        && most.compareTo(maximum) == 0;
  }
}

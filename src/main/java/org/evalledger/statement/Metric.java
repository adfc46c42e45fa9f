package org.evalledger.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark measures.
 *
 * @param id its name, such as {@code acc} or {@code pass@k}
 * @param kind what sort of number it is
 * @param unit of its values, such as {@code fraction}, {@code percent}, {@code nats}
 * @param direction which values are better
 * @param minimum the least possible value; null when unbounded
 * @param maximum the largest possible value; null when unbounded
 * @param chance what guessing reaches; null when not known or without meaning
 * @param trials trials an item; the arithmetic of proportions holds for one
 * @param primary whether leaderboards show this one
 * @param dimension what it says something about, where that is not the benchmark's own
 */
public record Metric(
    String id,
    Kind kind,
    String unit,
    Direction direction,
    @Nullable Decimal minimum,
    @Nullable Decimal maximum,
    @Nullable Decimal chance,
    long trials,
    boolean primary,
    @Nullable String dimension) {
  /** What sort of number a metric is. */
  public enum Kind {
    /** Successes over items. */
    PROPORTION,
    /** A mean over items. */
    MEAN,
    /** A loss or perplexity. */
    LOSS,
    /** A rating on a scale without fixed ends. */
    RATING,
    /** A count over time, or events over opportunities. */
    RATE;

    private static Kind read(Value value) {
      return switch (value.asWord(List.of("proportion", "mean", "loss", "rating", "rate"))) {
        case "mean" -> MEAN;
        case "loss" -> LOSS;
        case "rating" -> RATING;
        case "rate" -> RATE;
        default -> PROPORTION;
      };
    }
  }

  /** Which values are better. */
  public sealed interface Direction {
    /** Larger is better. */
    record Higher() implements Direction {}

    /** Smaller is better. */
    record Lower() implements Direction {}

    /**
     * Nearer is better.
     *
     * @param value to what
     */
    record Target(Decimal value) implements Direction {}

    private static Direction read(Value value) {
      if (value.isString()) {
        return value.asWord(List.of("higher", "lower")).equals("lower")
            ? new Lower()
            : new Higher();
      }
      Fields fields = value.asObject();
      var target = new Target(fields.required("target", Value::asDecimal));
      fields.close();
      return target;
    }
  }

  static Metric read(Value value) {
    Fields fields = value.asObject();
    Long trials = fields.optional("trials", v -> v.asWhole(1, 1_000_000));
    Boolean primary = fields.optional("primary", Value::asBoolean);
    var metric =
        new Metric(
            fields.required("id", Value::asId),
            fields.required("kind", Kind::read),
            fields.required("unit", Value::asId),
            fields.required("direction", Direction::read),
            fields.optional("minimum", Value::asDecimal),
            fields.optional("maximum", Value::asDecimal),
            fields.optional("chance", Value::asDecimal),
            trials == null ? 1 : trials,
            primary != null && primary,
            fields.optional("dimension", Value::asId));
    fields.close();
    return metric;
  }
}

package org.evalledger.baseline;

import java.math.BigDecimal;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.statement.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A value on the scale that the baselines work on: a(s) = 2·asin(√s) for s in [0, 1], so that the
 * variance of measurement is about 1/n everywhere; higher is better.
 */
public sealed interface Scaled {
  /**
   * A value that can be compared.
   *
   * @param a the transformed value
   * @param variance of measurement on that scale; NaN when nothing is known of it
   */
  record At(double a, double variance) implements Scaled {}

  /**
   * A value no other can be compared with.
   *
   * @param why for a reader
   */
  record Incomparable(String why) implements Scaled {}

  /** The variance of a single item. */
  double WIDEST = 1;

  /** Transforms what was reported. */
  static Scaled of(Measure measure, Reported reported) {
    var scaled = measure.bounded() ? bounded(measure, reported) : unbounded(measure, reported);
    return switch (scaled) {
      case At(double a, double variance) when !Double.isFinite(a) ->
          new Incomparable("too large to reckon with");
      case At(double a, double variance) when Double.isInfinite(variance) -> new At(a, Double.NaN);
      case At at -> at;
      case Incomparable none -> none;
    };
  }

  private static Scaled bounded(Measure measure, Reported reported) {
    double share = share(measure, reported.value());
    if (!Double.isFinite(share) || !Double.isFinite(width(measure))) {
      return new Incomparable("the metric's range is too wide to reckon with");
    }
    if (share < 0 || share > 1) {
      return new Incomparable("outside the metric's range");
    }
    double a = 2 * StrictMath.asin(StrictMath.sqrt(share));
    return new At(a, boundedVariance(measure, reported, share));
  }

  /**
   * 1/n for proportions, and an upper bound of it for means of anything in [0, 1]; a stated error
   * only makes it smaller, and without n it is no wider than a single item's. n is never below the
   * registered count: the lab does not own its inputs.
   */
  private static double boundedVariance(Measure measure, Reported reported, double share) {
    double byItems = Double.NaN;
    var samples = reported.samples();
    var items = measure.items();
    if (samples != null || items != null) {
      byItems = 1.0 / StrictMath.max(samples == null ? 0 : samples, items == null ? 0 : items);
    }
    var stderr = reported.stderr();
    if (measure.countsItems() || stderr == null || share <= 0 || share >= 1) {
      return byItems;
    }
    double relative = stderr.doubleValue() / width(measure);
    double byError = relative * relative / (share * (1 - share));
    return StrictMath.min(Double.isNaN(byItems) ? WIDEST : byItems, byError);
  }

  private static double share(Measure measure, BigDecimal value) {
    double from = end(measure.minimum());
    double share = (value.doubleValue() - from) / width(measure);
    return switch (measure.direction()) {
      case Direction.Higher higher -> share;
      case Direction.Lower lower -> 1 - share;
      case Direction.Target sought -> {
        var target = sought.value().value();
        double off = value.subtract(target).abs().doubleValue();
        double most =
            StrictMath.max(
                end(measure.maximum()) - target.doubleValue(), target.doubleValue() - from);
        yield share < 0 || share > 1 || most <= 0 ? -1 : 1 - off / most;
      }
    };
  }

  private static Scaled unbounded(Measure measure, Reported reported) {
    double value = reported.value().doubleValue();
    if (measure.direction() instanceof Direction.Target sought) {
      double off = reported.value().subtract(sought.value().value()).abs().doubleValue();
      return new At(-StrictMath.log1p(off), logVariance(reported, 1 + off));
    }
    if (value <= 0) {
      return new Incomparable("an unbounded metric is compared by its logarithm");
    }
    double sign = measure.direction() instanceof Direction.Lower ? -1 : 1;
    return new At(sign * StrictMath.log(value), logVariance(reported, value));
  }

  private static double logVariance(Reported reported, double value) {
    var stderr = reported.stderr();
    if (stderr == null) {
      return Double.NaN;
    }
    double relative = stderr.doubleValue() / value;
    return relative * relative;
  }

  private static double width(Measure measure) {
    return end(measure.maximum()) - end(measure.minimum());
  }

  private static double end(@Nullable BigDecimal end) {
    return end == null ? 0 : end.doubleValue();
  }

  /** The printed value that {@code a} stands for, on the metric's own scale. */
  static double printed(Measure measure, double a) {
    if (measure.bounded()) {
      double root = StrictMath.sin(0.5 * StrictMath.clamp(a, 0.0, StrictMath.PI));
      return bySense(measure, root * root);
    }
    return switch (measure.direction()) {
      case Direction.Higher higher -> StrictMath.exp(a);
      case Direction.Lower lower -> StrictMath.exp(-a);
      case Direction.Target sought -> sought.value().value().doubleValue() + StrictMath.expm1(-a);
    };
  }

  private static double bySense(Measure measure, double share) {
    double from = end(measure.minimum());
    return switch (measure.direction()) {
      case Direction.Higher higher -> from + share * width(measure);
      case Direction.Lower lower -> from + (1 - share) * width(measure);
      case Direction.Target sought -> {
        double target = sought.value().value().doubleValue();
        double most = StrictMath.max(end(measure.maximum()) - target, target - from);
        yield target + (1 - share) * most;
      }
    };
  }
}

package org.evalledger.web;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.evalledger.baseline.SizeBand;

/**
 * What size-matched models score, as quantiles on the displayed scale.
 *
 * @param low end of the outer band
 * @param lowInner end of the middle half
 * @param median of them
 * @param highInner other end of the middle half
 * @param high other end of the outer band
 * @param coverage share of models inside the outer band in percent, 50 to 100
 * @param models how many it rests on
 */
public record Band(
    double low,
    double lowInner,
    double median,
    double highInner,
    double high,
    int coverage,
    long models) {
  /** Fewer models than this make the band thin. */
  static final int MANY = 50;

  /** Fewer models than this make no band. */
  static final int ENOUGH = 8;

  public Band {
    if (!(low <= lowInner && lowInner <= median && median <= highInner && highInner <= high)) {
      throw new IllegalArgumentException(
          "quantiles must ascend, got %s %s %s %s %s"
              .formatted(low, lowInner, median, highInner, high));
    }
    if (coverage < 50 || coverage > 100 || models < 0) {
      throw new IllegalArgumentException("coverage " + coverage + ", models " + models);
    }
  }

  /**
   * A band as the baseline gives it; none where it knows no model.
   *
   * @param band with five quantiles or none
   * @param factor from the metric's scale to the displayed one, as 100 for a proportion
   */
  public static Optional<Band> of(SizeBand band, double factor) {
    if (band.quantiles().isEmpty()) {
      return Optional.empty();
    }
    Map<Double, Double> values = new TreeMap<>();
    band.quantiles()
        .forEach(
            one -> values.put(Double.parseDouble(one.share()), one.value().doubleValue() * factor));
    double[] shares = values.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] at = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (shares.length != 5) {
      throw new IllegalArgumentException("a band has 5 quantiles, got " + shares.length);
    }
    int coverage = (int) Math.round(100 * (shares[4] - shares[0]));
    long models = Math.round(band.effective());
    return Optional.of(new Band(at[0], at[1], at[2], at[3], at[4], coverage, models));
  }

  /** Whether there are so few models that the band is drawn thin. */
  boolean thin() {
    return models < MANY;
  }

  /** Whether there are enough models for any band. */
  boolean drawn() {
    return models >= ENOUGH;
  }

  /** What lies below the outer band's upper end, in percent. */
  int below() {
    return 100 - above();
  }

  /** What lies below the outer band's lower end, in percent. */
  int above() {
    return (100 - coverage) / 2;
  }

  /** Where a value lies among the models, for words. */
  String place(double value) {
    if (value > high) {
      return "above the middle " + coverage + "\u2009% of its size";
    }
    if (value < low) {
      return "below the middle " + coverage + "\u2009% of its size";
    }
    return value >= median ? "at or above the median of its size" : "below the median of its size";
  }
}

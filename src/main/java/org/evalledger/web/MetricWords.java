package org.evalledger.web;

import java.math.BigDecimal;
import org.evalledger.statement.Metric;

/**
 * How values of one metric are written: fractions in per cent with one decimal, others with the
 * decimals they were signed with, four at most.
 *
 * @param isFraction whether they are fractions of one
 * @param unit after a value or in a table's head; empty for none
 */
public record MetricWords(boolean isFraction, String unit) {
  static MetricWords of(Metric metric) {
    return switch (metric.unit()) {
      case "fraction" -> new MetricWords(true, "%");
      case "percent" -> new MetricWords(false, "%");
      default -> new MetricWords(false, metric.unit());
    };
  }

  /** A value without its unit. */
  public String value(String value) {
    var number = new BigDecimal(value);
    return isFraction
        ? Words.percent(number)
        : Words.fixed(number, unit.equals("%") ? 1 : Math.clamp(number.scale(), 0, 4));
  }

  /** The head of a column of values: {@code Score, %}. */
  public String head(String name) {
    return unit.isEmpty() ? name : name + ", " + unit;
  }
}

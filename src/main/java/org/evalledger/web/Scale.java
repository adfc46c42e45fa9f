package org.evalledger.web;

import java.math.BigDecimal;
import java.util.Collection;
import org.evalledger.statement.Metric;

/**
 * How a metric's values are drawn.
 *
 * @param axis the scale of all of a table
 * @param factor from the metric's values to those on the axis, as 100 for a proportion
 */
record Scale(ValueAxis axis, double factor) {
  private static final double HUNDRED = 100;

  /** The scale on which all of {@code values}, as written, have a place. */
  static Scale of(Metric metric, Collection<String> values) {
    double factor = metric.unit().equals("fraction") ? HUNDRED : 1;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (String value : values) {
      double shown = factor * number(value);
      low = Math.min(low, shown);
      high = Math.max(high, shown);
    }
    boolean isPercent = factor == HUNDRED || metric.unit().equals("percent");
    if (isPercent && (values.isEmpty() || (low >= 0 && high <= HUNDRED))) {
      return new Scale(ValueAxis.percent(Math.max(high, 0)), factor);
    }
    if (values.isEmpty()) {
      return new Scale(ValueAxis.spanning(0, 1, unit(metric), 2), factor);
    }
    return new Scale(ValueAxis.spanning(Math.min(low, 0), high, unit(metric), 2), factor);
  }

  private static String unit(Metric metric) {
    String unit = MetricWords.of(metric).unit();
    return unit.isEmpty() ? "" : Words.THIN + unit;
  }

  /** Where a value as written lies on the axis. */
  double at(String value) {
    return factor * number(value);
  }

  private static double number(String value) {
    return new BigDecimal(value).doubleValue();
  }
}

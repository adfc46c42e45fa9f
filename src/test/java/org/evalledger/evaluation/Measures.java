package org.evalledger.evaluation;

import java.math.BigDecimal;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;

/** Metrics that tests share. */
public final class Measures {
  private Measures() {}

  public static Measure percent(long items) {
    return proportion(BigDecimal.valueOf(100), items);
  }

  public static Measure fraction(long items) {
    return proportion(BigDecimal.ONE, items);
  }

  private static Measure proportion(BigDecimal maximum, long items) {
    return new Measure(
        Metric.Kind.PROPORTION,
        new Direction.Higher(),
        BigDecimal.ZERO,
        maximum,
        maximum.divide(BigDecimal.valueOf(4)),
        items,
        1,
        false,
        0);
  }
}

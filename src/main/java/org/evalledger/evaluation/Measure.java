package org.evalledger.evaluation;

import java.math.BigDecimal;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a benchmark version as it is registered.
 *
 * @param kind what kind of number it is
 * @param direction which values are good
 * @param minimum the least possible value, on the printed scale; null when unbounded below
 * @param maximum the largest possible value, on the printed scale; null when unbounded above
 * @param chance what guessing reaches, on the printed scale; null when not registered
 * @param items how many items the benchmark (or task) has; null when not registered
 * @param trialsPerItem how often each item is run; at least 1
 * @param generative whether the model writes its answer, rather than choosing among given ones
 * @param tasks how many tasks' values it is put together from; 0 when from none, {@link
 *     #UNKNOWN_TASKS} when nobody registered how
 */
public record Measure(
    Metric.Kind kind,
    Direction direction,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    @Nullable BigDecimal chance,
    @Nullable Long items,
    int trialsPerItem,
    boolean generative,
    int tasks) {
  /** As {@code tasks}: it is put together from tasks, but nobody registered how. */
  public static final int UNKNOWN_TASKS = Integer.MAX_VALUE;

  public Measure {
    if (minimum != null && maximum != null && minimum.compareTo(maximum) >= 0) {
      throw new IllegalArgumentException("empty range " + minimum + " to " + maximum);
    }
    if (items != null && items <= 0) {
      throw new IllegalArgumentException("registered items must be positive, got " + items);
    }
    if (trialsPerItem < 1) {
      throw new IllegalArgumentException("trials an item must be at least 1: " + trialsPerItem);
    }
  }

  /** Whether both ends of the range are registered. */
  public boolean bounded() {
    return minimum != null && maximum != null;
  }

  /** Whether a value must be a whole number of right items over all items. */
  public boolean countsItems() {
    return kind == Metric.Kind.PROPORTION && trialsPerItem == 1 && tasks == 0 && bounded();
  }
}

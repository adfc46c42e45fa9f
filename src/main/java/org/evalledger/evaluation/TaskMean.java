package org.evalledger.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate must lie among the values of its tasks, and be their plain mean or their mean
 * weighted by items, within what the printed decimals leave open.
 */
public final class TaskMean {
  private static final BigDecimal EPSILON = new BigDecimal("1e-9");

  /** Tasks of one aggregate, at most: a statement can hold thousands of aggregates of them. */
  private static final int MAX_PARTS = 1_000;

  private TaskMean() {}

  /**
   * One task's part.
   *
   * @param value as printed
   * @param items how many items it has; null when not known
   */
  public record Part(BigDecimal value, @Nullable Long items) {}

  /** Whether {@code aggregate} can be a mean of all {@code parts}. */
  public static Arithmetic check(BigDecimal aggregate, List<Part> parts) {
    if (parts.size() < 2) {
      return new Arithmetic.Unchecked("the values of the tasks are not in the statement");
    }
    if (parts.size() > MAX_PARTS) {
      return new Arithmetic.Unchecked("more than " + MAX_PARTS + " tasks");
    }
    var plain = mean(parts, false);
    if (near(aggregate, plain, parts)) {
      return new Arithmetic.Possible("the plain mean of its " + parts.size() + " tasks");
    }
    if (parts.stream().anyMatch(part -> part.items() == null)) {
      return outside(aggregate, parts, "their plain mean is " + plain.round(MathContext.DECIMAL32));
    }
    var weighted = mean(parts, true);
    if (near(aggregate, weighted, parts)) {
      return new Arithmetic.Possible("the mean by items of its " + parts.size() + " tasks");
    }
    return new Arithmetic.Impossible(
        "%s is no mean of its %s tasks: plain %s, by items %s"
            .formatted(
                aggregate.toPlainString(),
                parts.size(),
                plain.round(MathContext.DECIMAL32).toPlainString(),
                weighted.round(MathContext.DECIMAL32).toPlainString()));
  }

  /** Without sizes any weights are possible, so only the range of the tasks binds. */
  private static Arithmetic outside(BigDecimal aggregate, List<Part> parts, String plain) {
    var slack = slack(aggregate, parts);
    boolean below = parts.stream().allMatch(p -> aggregate.add(slack).compareTo(p.value()) < 0);
    boolean above =
        parts.stream().allMatch(p -> aggregate.subtract(slack).compareTo(p.value()) > 0);
    if (below || above) {
      return new Arithmetic.Impossible(
          "%s lies %s all of its %s tasks; %s"
              .formatted(
                  aggregate.toPlainString(), below ? "below" : "above", parts.size(), plain));
    }
    return new Arithmetic.Unchecked("the sizes of the tasks are not known; " + plain);
  }

  private static BigDecimal mean(List<Part> parts, boolean byItems) {
    var sum = BigDecimal.ZERO;
    long weights = 0;
    for (var part : parts) {
      var items = part.items();
      if (byItems && items != null) {
        sum = sum.add(part.value().multiply(BigDecimal.valueOf(items)));
        weights += items;
      } else {
        sum = sum.add(part.value());
        weights++;
      }
    }
    return sum.divide(BigDecimal.valueOf(weights), MathContext.DECIMAL128);
  }

  private static boolean near(BigDecimal aggregate, BigDecimal mean, List<Part> parts) {
    return aggregate.subtract(mean).abs().compareTo(slack(aggregate, parts)) <= 0;
  }

  private static BigDecimal slack(BigDecimal aggregate, List<Part> parts) {
    int scale = Integer.MAX_VALUE;
    for (var part : parts) {
      scale = StrictMath.min(scale, part.value().scale());
    }
    var largest = BigDecimal.valueOf(5, scale + 1);
    return Reported.halfUnit(aggregate).add(largest).add(EPSILON);
  }
}

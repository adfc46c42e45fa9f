package org.evalledger.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate must lie among the values of its tasks, and be their plain mean or their mean
 * weighted by items, within what the printed decimals leave open.
 */
public final class TaskMean {
  private static final BigDecimal EPSILON = new BigDecimal("1e-9");

  /** Tasks of one aggregate, at most: a statement can hold thousands of aggregates of them. */
  private static final int MAX_PARTS = 1_000;

  private final List<Part> parts;
  private final BigDecimal plain;
  private final BigDecimal weighted;
  private final BigDecimal least;
  private final BigDecimal largest;
  private final BigDecimal slack;

  private TaskMean(List<Part> parts) {
    this.parts = parts;
    this.plain = mean(parts, false);
    this.weighted = mean(parts, true);
    this.least = parts.stream().map(Part::value).min(Comparator.naturalOrder()).orElseThrow();
    this.largest = parts.stream().map(Part::value).max(Comparator.naturalOrder()).orElseThrow();
    int scale = parts.stream().mapToInt(part -> part.value().scale()).min().orElseThrow();
    this.slack = BigDecimal.valueOf(5, scale + 1).add(EPSILON);
  }

  /** Means of {@code parts}, made once for all aggregates of them; empty for too few or many. */
  public static Optional<TaskMean> of(List<Part> parts) {
    return parts.size() < 2 || parts.size() > MAX_PARTS
        ? Optional.empty()
        : Optional.of(new TaskMean(List.copyOf(parts)));
  }

  /**
   * One task's part.
   *
   * @param value as printed
   * @param items how many items it has; null when not known
   */
  public record Part(BigDecimal value, @Nullable Long items) {}

  /** Whether {@code aggregate} can be a mean of all {@code parts}. */
  public static Arithmetic check(BigDecimal aggregate, List<Part> parts) {
    if (parts.size() > MAX_PARTS) {
      return new Arithmetic.Unchecked("more than " + MAX_PARTS + " tasks");
    }
    return of(parts)
        .map(mean -> mean.check(aggregate))
        .orElse(new Arithmetic.Unchecked("the values of the tasks are not in the statement"));
  }

  /** How many tasks there are. */
  public int tasks() {
    return parts.size();
  }

  /** Whether {@code aggregate} can be a mean of them. */
  public Arithmetic check(BigDecimal aggregate) {
    if (near(aggregate, plain)) {
      return new Arithmetic.Possible("the plain mean of its " + parts.size() + " tasks");
    }
    if (parts.stream().anyMatch(part -> part.items() == null)) {
      return outside(aggregate, "their plain mean is " + plain.round(MathContext.DECIMAL32));
    }
    if (near(aggregate, weighted)) {
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
  private Arithmetic outside(BigDecimal aggregate, String mean) {
    boolean below = aggregate.add(slack(aggregate)).compareTo(least) < 0;
    boolean above = aggregate.subtract(slack(aggregate)).compareTo(largest) > 0;
    if (below || above) {
      return new Arithmetic.Impossible(
          "%s lies %s all of its %s tasks; %s"
              .formatted(aggregate.toPlainString(), below ? "below" : "above", parts.size(), mean));
    }
    return new Arithmetic.Unchecked("the sizes of the tasks are not known; " + mean);
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

  private boolean near(BigDecimal aggregate, BigDecimal mean) {
    return aggregate.subtract(mean).abs().compareTo(slack(aggregate)) <= 0;
  }

  private BigDecimal slack(BigDecimal aggregate) {
    return Reported.halfUnit(aggregate).add(slack);
  }
}

package org.evalledger.baseline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What models of about one size score, for readers: quantiles of the printed values, weighted by
 * nearness in size as in S1's kernel mean, exp(−½(Δx/0.5)²) with x in octaves; one octave where
 * fewer than eight weigh more than 0.01. Nobody is left out of it, as in an assessment some are.
 *
 * @param parameters the size asked for
 * @param effective how many models it rests on, (Σw)²/Σw²
 * @param quantiles of the values, smallest share first
 * @param neighbours up to ten results nearest in size, the nearest first
 */
public record SizeBand(
    ParameterCount parameters, double effective, List<Quantile> quantiles, List<Point> neighbours) {
  private static final List<String> SHARES = List.of("0.1", "0.25", "0.5", "0.75", "0.9");
  private static final int NAMED = 10;
  private static final List<Double> NODES =
      List.of(0.02, 0.13, 0.24, 0.34, 0.45, 0.56, 0.66, 0.77, 0.88, 0.98);

  public SizeBand {
    quantiles = List.copyOf(quantiles);
    neighbours = List.copyOf(neighbours);
  }

  /**
   * The value below which so many lie.
   *
   * @param share of the weight, as a decimal
   * @param value one that was printed
   */
  public record Quantile(String share, BigDecimal value) {}

  /**
   * One model's result.
   *
   * @param position where it stands
   * @param model {@code namespace/name}
   * @param parameters of the model
   * @param value as printed
   */
  public record Point(
      Position position, String model, ParameterCount parameters, BigDecimal value) {}

  /** The band at {@code parameters}; {@code points} holds one result of each model revision. */
  public static SizeBand of(List<Point> points, ParameterCount parameters) {
    double x = parameters.log2Billions();
    var sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparing(Point::value)
            .thenComparingLong(point -> point.position().index())
            .thenComparingInt(point -> point.position().result()));
    var weights = weights(sorted, x, SizeBaseline.OCTAVES);
    if (noticeable(weights) < SizeBaseline.NOTICED) {
      weights = weights(sorted, x, SizeBaseline.WIDE_OCTAVES);
    }
    return new SizeBand(
        parameters, effective(weights), quantiles(sorted, weights), nearest(points, x));
  }

  /** Ten sizes spread over those of {@code points}, the smallest first; none for no points. */
  public static List<ParameterCount> nodes(List<Point> points) {
    var sizes = points.stream().map(Point::parameters).map(ParameterCount::value).sorted().toList();
    return sizes.isEmpty()
        ? List.of()
        : NODES.stream()
            .map(share -> sizes.get((int) StrictMath.rint(share * (sizes.size() - 1))))
            .distinct()
            .map(ParameterCount::new)
            .toList();
  }

  private static double[] weights(List<Point> points, double x, double octaves) {
    var weights = new double[points.size()];
    for (int i = 0; i < weights.length; i++) {
      double off = (points.get(i).parameters().log2Billions() - x) / octaves;
      weights[i] = StrictMath.exp(-0.5 * off * off);
    }
    return weights;
  }

  private static int noticeable(double[] weights) {
    int noticeable = 0;
    for (double weight : weights) {
      noticeable += weight > SizeBaseline.NOTICEABLE ? 1 : 0;
    }
    return noticeable;
  }

  private static double effective(double[] weights) {
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** Of each share the smallest value up to which that much of the weight lies. */
  private static List<Quantile> quantiles(List<Point> sorted, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    var quantiles = new ArrayList<Quantile>();
    if (total <= 0) {
      return quantiles;
    }
    double below = 0;
    int at = -1;
    for (var share : SHARES) {
      double wanted = Double.parseDouble(share) * total;
      while (at < 0 || (below < wanted && at < weights.length - 1)) {
        below += weights[++at];
      }
      quantiles.add(new Quantile(share, sorted.get(at).value()));
    }
    return quantiles;
  }

  private static List<Point> nearest(List<Point> points, double x) {
    return points.stream()
        .sorted(
            Comparator.<Point>comparingDouble(
                    point -> StrictMath.abs(point.parameters().log2Billions() - x))
                .thenComparingLong(point -> -point.position().index())
                .thenComparingInt(point -> point.position().result()))
        .limit(NAMED)
        .toList();
  }
}

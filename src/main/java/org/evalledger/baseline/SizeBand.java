package org.evalledger.baseline;

import java.math.BigDecimal;
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
    return new SizeBands(points).at(parameters);
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
}

package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The band that readers see, against sums written out. */
class SizeBandTest {
  private static SizeBand.Point point(int index, double billions, String value) {
    return new SizeBand.Point(
        new Position(index, 0),
        "lab/m" + index,
        new ParameterCount(BigDecimal.valueOf(billions).movePointRight(9)),
        new BigDecimal(value));
  }

  private static List<SizeBand.Point> made(int count) {
    var random = new Random(5);
    var points = new ArrayList<SizeBand.Point>();
    for (int i = 0; i < count; i++) {
      points.add(
          point(i, Math.pow(2, 6 * random.nextDouble()), "0." + (100 + random.nextInt(900))));
    }
    return points;
  }

  @Test
  void everyQuantileIsTheSmallestValueWithThatMuchWeightBelow() {
    var points = made(400);
    var band = SizeBand.of(points, ParameterCount.of(7_000_000_000L));
    for (var quantile : band.quantiles()) {
      assertThat(share(points, 7, quantile.value(), true))
          .isGreaterThanOrEqualTo(Double.parseDouble(quantile.share()) - 1e-12);
      assertThat(share(points, 7, quantile.value(), false))
          .isLessThan(Double.parseDouble(quantile.share()));
    }
    assertThat(band.quantiles()).extracting(SizeBand.Quantile::share).hasSize(5);
  }

  /** Which share of the weight lies at or below, or below, a value. */
  private static double share(
      List<SizeBand.Point> points, double billions, BigDecimal value, boolean inclusive) {
    double all = 0;
    double below = 0;
    for (var point : points) {
      double own = point.parameters().value().doubleValue() / 1e9;
      double off = (Math.log(own / billions) / Math.log(2)) / 0.5;
      double weight = Math.exp(-off * off / 2);
      all += weight;
      int order = point.value().compareTo(value);
      below += order < 0 || (inclusive && order == 0) ? weight : 0;
    }
    return below / all;
  }

  @Test
  void equalSizesWeighTheSame() {
    var points = List.of(point(1, 7, "0.2"), point(2, 7, "0.4"), point(3, 7, "0.9"));
    var band = SizeBand.of(points, ParameterCount.of(7_000_000_000L));
    assertThat(band.effective()).isCloseTo(3, within(1e-9));
    assertThat(band.quantiles().get(2).value()).isEqualTo(new BigDecimal("0.4"));
  }

  @Test
  void theNearestInSizeAreNamedAtMostTen() {
    var band = SizeBand.of(made(50), ParameterCount.of(7_000_000_000L));
    assertThat(band.neighbours()).hasSize(10);
    double nearest = Math.abs(band.neighbours().getFirst().parameters().log2Billions() - 2.807);
    double tenth = Math.abs(band.neighbours().getLast().parameters().log2Billions() - 2.807);
    assertThat(nearest).isLessThan(tenth);
  }

  @Test
  void farFromAllModelsTheBandStillStandsOnWhatThereIs() {
    var band = SizeBand.of(List.of(point(1, 1, "0.2")), ParameterCount.of(1_000_000_000_000L));
    assertThat(band.quantiles()).allMatch(q -> q.value().toPlainString().equals("0.2"));
  }

  @Test
  void nodesSpreadOverTheSizesThereAre() {
    assertThat(SizeBand.nodes(List.of())).isEmpty();
    assertThat(SizeBand.nodes(List.of(point(1, 3, "0.2")))).hasSize(1);
    assertThat(SizeBand.nodes(made(400))).hasSize(10);
  }
}

package org.evalledger.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Whether a benchmark still tells models apart.
 *
 * @param leaderboard what it was computed from
 * @param counts of all current results of the version
 * @param saturation how much of the way from the floor (chance, else the worst possible value) to
 *     the best possible value the median of the best tenth of the rows has come: 0 to 1 with four
 *     places; null with fewer than {@value #LEAST} rows or without both ends
 * @param spread distance of the ninth and the first decile of the rows, as a share of that way;
 *     null likewise
 * @param flaggedShare of all current results, those flagged or inconsistent, four places; null
 *     without results
 */
public record BenchmarkHealth(
    Leaderboard leaderboard,
    BenchmarkCounts counts,
    @Nullable String saturation,
    @Nullable String spread,
    @Nullable String flaggedShare) {
  /** Rows below which shares of them mean nothing. */
  static final int LEAST = 5;

  private static final int PLACES = 4;

  static BenchmarkHealth of(Leaderboard leaderboard, BenchmarkCounts counts) {
    List<BigDecimal> values =
        leaderboard.rows().stream()
            .filter(row -> row.rank() != null)
            .map(row -> new BigDecimal(row.median()))
            .toList();
    Optional<Way> way = values.size() < LEAST ? Optional.empty() : Way.of(leaderboard.metric());
    return new BenchmarkHealth(
        leaderboard,
        counts,
        way.map(w -> w.come(top(values))).orElse(null),
        way.map(w -> w.share(values.get(decile(values, 1)), values.get(decile(values, 9))))
            .orElse(null),
        counts.results() == 0
            ? null
            : BigDecimal.valueOf(counts.flagged())
                .divide(BigDecimal.valueOf(counts.results()), PLACES, RoundingMode.HALF_EVEN)
                .toPlainString());
  }

  /** The best comes first, so that the best tenth is the beginning. */
  private static BigDecimal top(List<BigDecimal> values) {
    int tenth = Integer.max(1, values.size() / 10);
    return Leaderboard.median(values.subList(0, tenth).stream().map(BigDecimal::toPlainString));
  }

  private static int decile(List<BigDecimal> values, int tenths) {
    return (values.size() - 1) * tenths / 10;
  }

  /** From what guessing gets to what is perfect. */
  private record Way(BigDecimal floor, BigDecimal best) {
    static Optional<Way> of(Metric metric) {
      Optional<BigDecimal> chance = decimal(metric.chance());
      Optional<BigDecimal> minimum = decimal(metric.minimum());
      Optional<BigDecimal> maximum = decimal(metric.maximum());
      return switch (metric.direction()) {
        case Metric.Direction.Higher higher -> of(chance.or(() -> minimum), maximum);
        case Metric.Direction.Lower lower -> of(chance.or(() -> maximum), minimum);
        case Metric.Direction.Target target -> Optional.empty();
      };
    }

    private static Optional<Way> of(Optional<BigDecimal> floor, Optional<BigDecimal> best) {
      return floor
          .flatMap(f -> best.map(b -> new Way(f, b)))
          .filter(way -> way.floor.compareTo(way.best) != 0);
    }

    private static Optional<BigDecimal> decimal(@Nullable Decimal value) {
      return Optional.ofNullable(value).map(v -> new BigDecimal(v.text()));
    }

    String come(BigDecimal value) {
      BigDecimal share =
          value.subtract(floor).divide(best.subtract(floor), PLACES, RoundingMode.HALF_EVEN);
      return share.max(BigDecimal.ZERO).min(BigDecimal.ONE).setScale(PLACES).toPlainString();
    }

    String share(BigDecimal one, BigDecimal other) {
      return one.subtract(other)
          .divide(best.subtract(floor), PLACES, RoundingMode.HALF_EVEN)
          .abs()
          .toPlainString();
    }
  }
}

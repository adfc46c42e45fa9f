package org.evalledger.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Between which places a row of a leaderboard stands, by the 95 % intervals of all rows: behind all
 * that are above its interval, before all that are below it. Rows without a rank have no place and
 * take none from others.
 *
 * @param best the better end, 1 for the first; 0 for no place
 * @param worst the other end; 0 for no place
 * @param margin half of the interval; null where the error is not known, and so neither is a range
 */
public record RankRange(int best, int worst, @Nullable BigDecimal margin) {
  /** Whether there is a place at all. */
  public boolean isRanked() {
    return best > 0;
  }

  /** One for each of the rows, in their order. */
  static List<RankRange> of(List<LeaderboardRow> rows, Metric metric) {
    var margins = new ArrayList<Optional<BigDecimal>>();
    var lows = new ArrayList<BigDecimal>();
    var highs = new ArrayList<BigDecimal>();
    for (LeaderboardRow row : rows) {
      Optional<BigDecimal> margin = margin(row, metric);
      margins.add(margin);
      if (takesPlace(row)) {
        BigDecimal goodness = goodness(row, metric);
        lows.add(goodness.subtract(margin.orElse(BigDecimal.ZERO)));
        highs.add(goodness.add(margin.orElse(BigDecimal.ZERO)));
      }
    }
    BigDecimal[] low = sorted(lows);
    BigDecimal[] high = sorted(highs);
    var ranges = new ArrayList<RankRange>();
    for (int i = 0; i < rows.size(); i++) {
      LeaderboardRow row = rows.get(i);
      BigDecimal half = margins.get(i).orElse(BigDecimal.ZERO);
      BigDecimal goodness = goodness(row, metric);
      ranges.add(
          takesPlace(row)
              ? new RankRange(
                  low.length - atMost(low, goodness.add(half)) + 1,
                  high.length - below(high, goodness.subtract(half)),
                  margins.get(i).orElse(null))
              : new RankRange(0, 0, margins.get(i).orElse(null)));
    }
    return ranges;
  }

  /** Half of the 95 % interval of a row: as stated, else of a proportion of so many items. */
  static Optional<BigDecimal> margin(LeaderboardRow row, Metric metric) {
    return SamplingError.of(row.stderr(), row.median(), row.samples(), metric)
        .map(SamplingError.Z::multiply);
  }

  private static boolean takesPlace(LeaderboardRow row) {
    return row.rank() != null;
  }

  private static BigDecimal goodness(LeaderboardRow row, Metric metric) {
    return Leaderboard.goodness(metric.direction(), new BigDecimal(row.median()));
  }

  private static BigDecimal[] sorted(List<BigDecimal> values) {
    var sorted = values.toArray(BigDecimal[]::new);
    Arrays.sort(sorted);
    return sorted;
  }

  /** How many of {@code ascending} are not above {@code value}. */
  private static int atMost(BigDecimal[] ascending, BigDecimal value) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle].compareTo(value) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** How many of {@code ascending} are below {@code value}. */
  private static int below(BigDecimal[] ascending, BigDecimal value) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle].compareTo(value) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}

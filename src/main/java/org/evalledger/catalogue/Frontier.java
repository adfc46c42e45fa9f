package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** Score against size: which rows of a leaderboard no smaller or equal one beats. */
public final class Frontier {
  private Frontier() {}

  /**
   * A row of known size.
   *
   * @param model {@code namespace/name}
   * @param revision of the model; null when not known
   * @param adapter laid over the weights; null for none or not known
   * @param parameters of the model
   * @param median of its values, a decimal
   * @param results how many values there are
   * @param submitter who asserts them
   * @param relation of the signers to the model
   * @param verdict the worst among them
   * @param frontier whether every row of at most its size is worse
   */
  @Introspected
  @Serdeable
  @Schema(name = "FrontierPoint")
  public record Point(
      String model,
      @Nullable String revision,
      @Nullable String adapter,
      long parameters,
      String median,
      int results,
      String submitter,
      String relation,
      String verdict,
      boolean frontier) {}

  /**
   * The rows of known size, the smallest first, of one size the best first; what has no rank is on
   * no frontier and keeps nobody off it.
   */
  public static List<Point> of(Leaderboard leaderboard) {
    Metric.Direction direction = leaderboard.metric().direction();
    List<LeaderboardRow> sized =
        leaderboard.rows().stream()
            .filter(row -> row.parameters() != null)
            .sorted(Comparator.comparingLong(Frontier::size))
            .toList();
    var points = new ArrayList<Point>();
    BigDecimal best = null;
    for (LeaderboardRow row : sized) {
      BigDecimal good = Leaderboard.goodness(direction, new BigDecimal(row.median()));
      boolean ranked = row.rank() != null;
      boolean beatsAll = ranked && (best == null || good.compareTo(best) > 0);
      best = beatsAll ? good : best;
      points.add(point(row, beatsAll));
    }
    return points;
  }

  private static long size(LeaderboardRow row) {
    Long parameters = row.parameters();
    return parameters == null ? Long.MAX_VALUE : parameters;
  }

  private static Point point(LeaderboardRow row, boolean frontier) {
    return new Point(
        row.model(),
        row.revision(),
        row.adapter(),
        size(row),
        row.median(),
        row.results(),
        row.submitter(),
        row.relation(),
        row.verdict(),
        frontier);
  }
}

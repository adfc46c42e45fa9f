package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.evalledger.baseline.SizeBand;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard as a picture of scores against sizes.
 *
 * @param plot the picture
 * @param left how many results it leaves out, for want of a size or of room
 */
public record SizeChart(SizePlot plot, int left) {
  /** Dots that a picture may have: more are no easier to read, and a page has its weight. */
  private static final int MAX_DOTS = 2_500;

  /**
   * The picture.
   *
   * @param nodes what models of some sizes score, the smallest first
   */
  static SizeChart of(Leaderboard board, List<SizeBand> nodes, SizePlot.Shape shape) {
    double factor = board.metric().unit().equals("fraction") ? 100 : 1;
    List<LeaderboardRow> sized =
        board.rows().stream().filter(row -> row.parameters() != null).toList();
    List<SizePlot.Dot> dots = new ArrayList<>();
    int step = sized.size() / MAX_DOTS + 1;
    for (int i = 0; i < sized.size(); i++) {
      SizePlot.Dot dot = dot(sized.get(i), factor);
      boolean told =
          dot.kind() == SizePlot.Kind.FLAGGED || dot.kind() == SizePlot.Kind.CLAIMED_LEAD;
      if (i % step == 0 || told) {
        dots.add(dot);
      }
    }
    var plot =
        new SizePlot(
            shape,
            axis(board.metric(), dots, factor),
            dots,
            SizePlot.nodes(nodes, factor),
            chance(board.metric(), factor),
            null);
    return new SizeChart(plot, board.rows().size() - dots.size());
  }

  private static SizePlot.Dot dot(LeaderboardRow row, double factor) {
    Long parameters = row.parameters();
    return new SizePlot.Dot(
        row.model(),
        parameters == null ? Double.NaN : parameters.doubleValue(),
        new BigDecimal(row.median()).doubleValue() * factor,
        kind(row),
        row.index(),
        row.result(),
        null);
  }

  private static SizePlot.Kind kind(LeaderboardRow row) {
    if (row.verdict().equals("flagged") || row.verdict().equals("inconsistent")) {
      return SizePlot.Kind.FLAGGED;
    }
    if (row.claimedLead() && Objects.equals(row.rank(), 1)) {
      return SizePlot.Kind.CLAIMED_LEAD;
    }
    return BoardQuery.isMakers(row) ? SizePlot.Kind.MAKER : SizePlot.Kind.DERIVATIVE;
  }

  private static ValueAxis axis(Metric metric, List<SizePlot.Dot> dots, double factor) {
    double highest = dots.stream().mapToDouble(SizePlot.Dot::value).max().orElse(1);
    double lowest = dots.stream().mapToDouble(SizePlot.Dot::value).min().orElse(0);
    if (factor == 100 || metric.unit().equals("percent")) {
      return ValueAxis.percent(highest);
    }
    return ValueAxis.spanning(Math.min(lowest, 0), highest, "", 2);
  }

  private static @Nullable Double chance(Metric metric, double factor) {
    return metric.chance() == null
        ? null
        : Double.valueOf(new BigDecimal(metric.chance().text()).doubleValue() * factor);
  }
}

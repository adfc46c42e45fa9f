package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.baseline.SizeBand;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.jspecify.annotations.Nullable;

/**
 * The picture on the first page, drawn once for each length of the log that its board holds for.
 */
@Singleton
final class HomeChart {
  private static final int KEPT = 50;

  private final Boards boards;
  private final Bands bands;

  /** The least recently shown leaves first; guarded by itself. */
  private final Map<LeaderboardQuestion, Drawn> drawn = new LinkedHashMap<>(16, 0.75f, true);

  HomeChart(Boards boards, Bands bands) {
    this.boards = boards;
    this.bands = bands;
  }

  /**
   * A leaderboard with its picture.
   *
   * @param board the leaderboard
   * @param picture all its widths, as SVG
   */
  record Drawn(Boards.Board board, String picture) {}

  /** That of a benchmark; empty when there is no such benchmark or metric. */
  Optional<Drawn> of(String benchmark, @Nullable String metric) {
    var question = new LeaderboardQuestion(benchmark, null, null, metric, null, null, null, false);
    return boards.of(question).map(board -> drawn(question, board));
  }

  private Drawn drawn(LeaderboardQuestion question, Boards.Board board) {
    synchronized (drawn) {
      Drawn known = drawn.get(question);
      if (known != null && known.board.entries() >= board.entries()) {
        return known;
      }
    }
    var fresh = new Drawn(board, picture(board.leaderboard()));
    synchronized (drawn) {
      drawn.put(question, fresh);
      if (drawn.size() > KEPT) {
        drawn.remove(drawn.keySet().iterator().next());
      }
    }
    return fresh;
  }

  private String picture(Leaderboard board) {
    if (board.rows().isEmpty()) {
      return "";
    }
    List<SizeBand> nodes =
        bands
            .of(
                new BaselineQuestion(
                    board.benchmark().benchmark(),
                    board.benchmark().version(),
                    board.task(),
                    board.metric().id(),
                    board.protocol(),
                    null))
            .map(Bands.OfBenchmark::all)
            .orElse(List.of());
    return SizeChart.of(board, nodes, SizePlot.Shape.MIDDLE).plot().forAllWidths().html();
  }
}

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
 * The picture on the first page, drawn once for each length of the log that its board holds for,
 * and its bands.
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
   * @param banded how many entries of the log its bands hold for; 0 where there are none
   * @param picture all its widths, as SVG
   */
  record Drawn(Boards.Board board, long banded, String picture) {
    private boolean holdsFor(Boards.Board other, long bands) {
      return board.entries() >= other.entries() && banded >= bands;
    }
  }

  /** That of a benchmark; empty when there is no such benchmark or metric. */
  Optional<Drawn> of(String benchmark, @Nullable String metric) {
    var question = new LeaderboardQuestion(benchmark, null, null, metric, null, null, null, false);
    return boards.of(question).map(board -> drawn(question, board));
  }

  private Drawn drawn(LeaderboardQuestion question, Boards.Board board) {
    Optional<Bands.OfBenchmark> known = bands.of(BaselineQuestion.of(board.leaderboard()));
    long banded = known.map(Bands.OfBenchmark::entries).orElse(0L);
    synchronized (drawn) {
      Drawn before = drawn.get(question);
      if (before != null && before.holdsFor(board, banded)) {
        return before;
      }
    }
    var fresh = new Drawn(board, banded, picture(board.leaderboard(), known));
    synchronized (drawn) {
      drawn.put(question, fresh);
      if (drawn.size() > KEPT) {
        drawn.remove(drawn.keySet().iterator().next());
      }
    }
    return fresh;
  }

  private static String picture(Leaderboard board, Optional<Bands.OfBenchmark> known) {
    if (board.rows().isEmpty()) {
      return "";
    }
    List<SizeBand> nodes = known.map(Bands.OfBenchmark::all).orElse(List.of());
    return SizeChart.of(board, nodes, SizePlot.Shape.MIDDLE).plot().forAllWidths().html();
  }
}

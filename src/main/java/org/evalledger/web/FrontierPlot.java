package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Frontier;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/** Score against size with the frontier's models in front, drawn once for each log length. */
@Singleton
final class FrontierPlot {
  private static final int MOST = 32;

  /** The least recently shown leaves first; guarded by this. */
  private final Map<Key, String> drawn =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > MOST;
        }
      };

  private record Key(LeaderboardQuestion question, long entries) {}

  /** The picture for all widths; empty where fewer than two models have a place on it. */
  String svg(
      LeaderboardQuestion question, Boards.Board board, List<Frontier.Point> points, Scale scale) {
    var key = new Key(question, board.entries());
    String known = known(key);
    if (known != null) {
      return known;
    }
    List<SizePlot.Dot> dots =
        points.stream().filter(one -> one.parameters() > 0).map(one -> dot(one, scale)).toList();
    String html = dots.size() < 2 ? "" : plot(board, dots, scale).forAllWidths().html();
    synchronized (this) {
      drawn.put(key, html);
    }
    return html;
  }

  private synchronized @Nullable String known(Key key) {
    return drawn.get(key);
  }

  private static SizePlot plot(Boards.Board board, List<SizePlot.Dot> dots, Scale scale) {
    Decimal chance = board.leaderboard().metric().chance();
    return new SizePlot(
        SizePlot.Shape.WIDE,
        scale.axis(),
        dots,
        List.of(),
        chance == null ? null : scale.at(chance.text()),
        null);
  }

  private static SizePlot.Dot dot(Frontier.Point point, Scale scale) {
    return new SizePlot.Dot(
        point.model(),
        point.parameters(),
        scale.at(point.median()),
        kind(point),
        point.index(),
        point.result(),
        null);
  }

  private static SizePlot.Kind kind(Frontier.Point point) {
    if (BoardRows.isFlagged(point.verdict())) {
      return SizePlot.Kind.FLAGGED;
    }
    return point.frontier() ? SizePlot.Kind.MAKER : SizePlot.Kind.DERIVATIVE;
  }
}

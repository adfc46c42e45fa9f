package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/** Score against size of one leaderboard, drawn once for each length of the log. */
@Singleton
final class BoardPlot {
  private static final int MOST = 48;

  /** The least recently shown leaves first; guarded by this. */
  private final Map<Key, String> drawn =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > MOST;
        }
      };

  private record Key(
      LeaderboardQuestion question, long entries, Optional<SizePlot.Region> region) {}

  /** The picture for all widths; empty where fewer than two models have a place on it. */
  String svg(
      LeaderboardQuestion question,
      Boards.Board board,
      Optional<Bands.OfBenchmark> bands,
      Scale scale,
      BoardQuery query) {
    List<SizePlot.Dot> dots = dots(board.leaderboard().rows(), scale);
    if (dots.size() < 2) {
      return "";
    }
    SizeAxis sizes =
        SizeAxis.holding(dots.stream().mapToDouble(SizePlot.Dot::parameters).toArray());
    Optional<SizePlot.Region> region = query.region(sizes);
    var key = new Key(question, board.entries(), region);
    String known = known(key);
    if (known != null) {
      return known;
    }
    String html =
        plot(SizePlot.Shape.WIDE, board, bands, scale, dots, region).forAllWidths().html();
    synchronized (this) {
      drawn.put(key, html);
    }
    return html;
  }

  /** The picture for a card, which is kept where cards are; empty likewise. */
  String card(Boards.Board board, Optional<Bands.OfBenchmark> bands, Scale scale) {
    List<SizePlot.Dot> dots = dots(board.leaderboard().rows(), scale);
    return dots.size() < 2
        ? ""
        : plot(SizePlot.Shape.CARD, board, bands, scale, dots, Optional.empty()).svg().html();
  }

  private synchronized @Nullable String known(Key key) {
    return drawn.get(key);
  }

  private static SizePlot plot(
      SizePlot.Shape shape,
      Boards.Board board,
      Optional<Bands.OfBenchmark> bands,
      Scale scale,
      List<SizePlot.Dot> dots,
      Optional<SizePlot.Region> region) {
    Decimal chance = board.leaderboard().metric().chance();
    return new SizePlot(
        shape,
        scale.axis(),
        dots,
        bands.map(known -> SizePlot.nodes(known.all(), scale.factor())).orElse(List.of()),
        chance == null ? null : scale.at(chance.text()),
        region.orElse(null));
  }

  private static List<SizePlot.Dot> dots(List<LeaderboardRow> rows, Scale scale) {
    var dots = new ArrayList<SizePlot.Dot>();
    for (LeaderboardRow row : rows) {
      Long parameters = row.parameters();
      if (parameters != null && parameters > 0) {
        dots.add(
            new SizePlot.Dot(
                row.model(),
                parameters,
                scale.at(row.median()),
                kind(row),
                row.index(),
                row.result(),
                null));
      }
    }
    return dots;
  }

  private static SizePlot.Kind kind(LeaderboardRow row) {
    if (BoardRows.isFlagged(row.verdict())) {
      return SizePlot.Kind.FLAGGED;
    }
    if (row.claimedLead()) {
      return SizePlot.Kind.CLAIMED_LEAD;
    }
    return BoardQuery.isMakers(row) ? SizePlot.Kind.MAKER : SizePlot.Kind.DERIVATIVE;
  }
}

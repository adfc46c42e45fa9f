package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
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

/**
 * Score against size of one leaderboard, prepared and drawn once for each length of the log that
 * its rows hold for, and its bands, which may be behind or ahead.
 */
@Singleton
final class BoardPlot {
  private static final int MOST = 48;

  private final Map<LeaderboardQuestion, Prepared> prepared = latest();
  private final Map<Key, String> drawn = latest();

  private record Key(
      LeaderboardQuestion question,
      long entries,
      Optional<Long> bands,
      Optional<SizePlot.Region> region) {}

  /**
   * What a leaderboard's figures need of all of its rows.
   *
   * @param entries the board holds for
   * @param scale of its values
   * @param dots one for each row with a size
   * @param sizes on which they all have a place; null where there are less than two
   */
  private record Prepared(
      long entries, Scale scale, List<SizePlot.Dot> dots, @Nullable SizeAxis sizes) {}

  /** The least recently shown leaves first; any thread may look. */
  private static <K, V> Map<K, V> latest() {
    return Collections.synchronizedMap(
        new LinkedHashMap<K, V>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
          }
        });
  }

  /** The scale of a leaderboard's values. */
  Scale scale(LeaderboardQuestion question, Boards.Board board) {
    return prepared(question, board).scale;
  }

  private Prepared prepared(LeaderboardQuestion question, Boards.Board board) {
    Prepared known = prepared.get(question);
    if (known != null && known.entries == board.entries()) {
      return known;
    }
    Scale scale = BenchmarkBoards.scale(board.leaderboard());
    List<SizePlot.Dot> dots = dots(board.leaderboard().rows(), scale);
    @Nullable SizeAxis sizes =
        dots.size() < 2
            ? null
            : SizeAxis.holding(dots.stream().mapToDouble(SizePlot.Dot::parameters).toArray());
    var fresh = new Prepared(board.entries(), scale, dots, sizes);
    prepared.put(question, fresh);
    return fresh;
  }

  /** The picture for all widths; empty where fewer than two models have a place on it. */
  String svg(
      LeaderboardQuestion question,
      Boards.Board board,
      Optional<Bands.OfBenchmark> bands,
      BoardQuery query) {
    Prepared known = prepared(question, board);
    if (known.sizes == null) {
      return "";
    }
    Optional<SizePlot.Region> region = query.region(known.sizes);
    var key = new Key(question, board.entries(), bands.map(Bands.OfBenchmark::entries), region);
    String picture = drawn.get(key);
    if (picture == null) {
      picture =
          plot(SizePlot.Shape.WIDE, board, bands, known.scale, known.dots, region)
              .forAllWidths()
              .html();
      drawn.put(key, picture);
    }
    return picture;
  }

  /** The picture for a card, which is kept where cards are; empty likewise. */
  String card(Boards.Board board, Optional<Bands.OfBenchmark> bands, Scale scale) {
    List<SizePlot.Dot> dots = dots(board.leaderboard().rows(), scale);
    return dots.size() < 2
        ? ""
        : plot(SizePlot.Shape.CARD, board, bands, scale, dots, Optional.empty()).svg().html();
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

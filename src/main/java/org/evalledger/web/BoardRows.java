package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.catalogue.RankRange;
import org.jspecify.annotations.Nullable;

/** Rows of a leaderboard as pages show them. */
final class BoardRows {
  private final Boards.Board board;
  private final Optional<Bands.OfBenchmark> bands;
  private final Scale scale;
  private final MetricWords words;
  private final @Nullable Double chance;

  BoardRows(Boards.Board board, Optional<Bands.OfBenchmark> bands, Scale scale) {
    this.board = board;
    this.bands = bands;
    this.scale = scale;
    this.words = MetricWords.of(board.leaderboard().metric());
    var guess = board.leaderboard().metric().chance();
    this.chance = guess == null ? null : scale.at(guess.text());
  }

  /** Positions of the rows that {@code query} asks for. */
  List<Integer> shown(BoardQuery query) {
    List<LeaderboardRow> rows = board.leaderboard().rows();
    var shown = new ArrayList<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      if (query.shows(rows.get(i))) {
        shown.add(i);
      }
    }
    return shown;
  }

  BenchmarkView.Row row(int position) {
    LeaderboardRow row = board.leaderboard().rows().get(position);
    RankRange rank = board.ranks().get(position);
    int slash = row.model().indexOf('/');
    BigDecimal margin = rank.margin();
    return new BenchmarkView.Row(
        rank(row, rank),
        row.model().substring(0, slash + 1),
        row.model().substring(slash + 1),
        Addresses.model(row.model()),
        detail(row),
        Words.size(row.parameters()),
        words.value(row.median()),
        margin == null ? "" : "±" + words.value(margin.toPlainString()),
        plot(row, margin),
        Words.suspicion(row.suspicion()),
        isFlagged(row.verdict()),
        row.verdict(),
        row.claimedLead(),
        row.standing(),
        row.relation(),
        row.submitter(),
        Addresses.submitter(row.submitter()),
        Words.date(row.receivedAt()),
        Addresses.entry(row.index()) + "#result-" + row.result());
  }

  static boolean isFlagged(String verdict) {
    return verdict.equals("flagged") || verdict.equals("inconsistent");
  }

  /** Where the error is not known there is no range: the rank alone says so. */
  private static String rank(LeaderboardRow row, RankRange rank) {
    Integer place = row.rank();
    if (place == null || !rank.isRanked()) {
      return "no rank";
    }
    return rank.margin() == null
        ? Words.count(place)
        : Words.range(Words.count(rank.best()), Words.count(rank.worst()));
  }

  private static String detail(LeaderboardRow row) {
    return Stream.of(
            row.precision(), row.adapter(), row.results() > 1 ? "median of " + row.results() : null)
        .filter(Objects::nonNull)
        .map(text -> Words.beginning(text, 24))
        .collect(Collectors.joining(", "));
  }

  private String plot(LeaderboardRow row, @Nullable BigDecimal margin) {
    Long parameters = row.parameters();
    @Nullable Band band =
        parameters == null
            ? null
            : bands
                .flatMap(known -> known.at(parameters))
                .flatMap(one -> Band.of(one, scale.factor()))
                .orElse(null);
    return new RangePlot(
            scale.axis(),
            band,
            chance,
            new RangePlot.Reported(
                scale.at(row.median()),
                margin == null ? null : margin.doubleValue() * scale.factor(),
                isFlagged(row.verdict()),
                row.claimedLead(),
                List.of()))
        .svg()
        .html();
  }
}

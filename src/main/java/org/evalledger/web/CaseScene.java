package org.evalledger.web;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.review.CaseHeadline;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What a case's claim is held against: all like results, on one scale.
 *
 * @param claim the most suspicious result
 * @param board like results
 * @param bands of what models of each size score; empty where nothing is known
 * @param scale of values
 * @param words for values
 */
record CaseScene(
    CaseHeadline claim,
    Boards.Board board,
    Optional<Bands.OfBenchmark> bands,
    Scale scale,
    MetricWords words) {
  private static final Set<String> DOUBTED = Set.of("under-review", "disputed", "refuted");

  /** Finds it. */
  @Singleton
  static final class Finder {
    private final Boards boards;
    private final Bands bands;

    Finder(Boards boards, Bands bands) {
      this.boards = boards;
      this.bands = bands;
    }

    /** The scene of a claim; empty where its benchmark or metric is not registered. */
    Optional<CaseScene> of(CaseHeadline claim) {
      return boards
          .of(
              new LeaderboardQuestion(
                  claim.benchmark(),
                  claim.benchmarkVersion(),
                  claim.task(),
                  claim.metric(),
                  claim.protocol(),
                  claim.k(),
                  null,
                  false))
          .map(board -> scene(claim, board));
    }

    private CaseScene scene(CaseHeadline claim, Boards.Board board) {
      Metric metric = board.leaderboard().metric();
      List<String> values =
          board.leaderboard().rows().stream().map(LeaderboardRow::median).toList();
      var withClaim = new ArrayList<>(values);
      withClaim.add(claim.value());
      return new CaseScene(
          claim,
          board,
          bands.of(
              new BaselineQuestion(
                  claim.benchmark(),
                  claim.benchmarkVersion(),
                  claim.task(),
                  claim.metric(),
                  claim.protocol(),
                  null)),
          Scale.of(metric, withClaim),
          MetricWords.of(metric));
    }
  }

  double value() {
    return scale.at(claim.value());
  }

  /** What the checks of the claim compare it with. */
  CheckPictures pictures() {
    return new CheckPictures(board.leaderboard().metric(), scale, claim.value());
  }

  /** The claim's value with its unit. */
  String said() {
    String unit = words.unit();
    return words.value(claim.value()) + (unit.isEmpty() ? "" : Words.THIN + unit);
  }

  /** A value on the scale in words. */
  String said(double value) {
    String unit = words.unit();
    String text = Words.fixed(BigDecimal.valueOf(value), unit.equals("%") ? 1 : 2);
    return text + (unit.isEmpty() ? "" : Words.THIN + unit);
  }

  /** Whether expectations, which lie on a(s), can be put on the scale. */
  boolean isShare() {
    Metric metric = board.leaderboard().metric();
    return metric.direction() instanceof Metric.Direction.Higher
        && (scale.factor() == 100 || metric.unit().equals("percent"));
  }

  /** Where an expectation lies on the scale; only of shares. */
  static double displayed(double expected) {
    double sine = Math.sin(Math.clamp(expected, 0, Math.PI) / 2);
    return 100 * sine * sine;
  }

  /** The band of models of the claim's size; null where nothing is known. */
  @Nullable Band band() {
    Long parameters = claim.parameters();
    return parameters == null
        ? null
        : bands
            .flatMap(known -> known.at(parameters))
            .flatMap(one -> Band.of(one, scale.factor()))
            .orElse(null);
  }

  /**
   * Like results whose models' size is known, the nearest in size first. What is in doubt itself,
   * or of the claim's own submitter, says nothing of it.
   */
  List<LeaderboardRow> nearest(int most) {
    Long own = claim.parameters();
    double size = own == null ? 7e9 : own.doubleValue();
    return board.leaderboard().rows().stream()
        .filter(row -> size(row) > 0)
        .filter(row -> !row.submitter().equals(claim.submitter()))
        .filter(row -> !DOUBTED.contains(row.standing()))
        .sorted(
            Comparator.comparingDouble((LeaderboardRow row) -> Math.abs(Math.log(size(row) / size)))
                .thenComparingLong(LeaderboardRow::index))
        .limit(most)
        .toList();
  }

  static double size(LeaderboardRow row) {
    Long parameters = row.parameters();
    return parameters == null ? 0 : parameters.doubleValue();
  }

  /** The claim's place in a row of a table of shares; empty for other metrics. */
  String range() {
    return words.unit().equals("%") ? rangePlot().svg().html() : "";
  }

  private RangePlot rangePlot() {
    return new RangePlot(
        ValueAxis.percent(100),
        band(),
        null,
        new RangePlot.Reported(value(), null, true, false, List.of()));
  }
}

package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.SamplingError;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** Results of one model as its page shows them: all on one scale of per cent, 0 to 100. */
final class ModelRowsView {
  /** A size class reaches half an octave to both sides: 7.24 B is among 5.1 B to 10.2 B. */
  static final double HALF_OCTAVE = Math.sqrt(2);

  private static final int MOST = 60;
  private static final ValueAxis PERCENT = ValueAxis.percent(100);

  private final Boards boards;
  private final Bands bands;
  private final @Nullable Long parameters;
  private final String details;

  /**
   * Knows of no result yet.
   *
   * @param model whose results they are
   */
  ModelRowsView(Boards boards, Bands bands, ModelSummary model) {
    this.boards = boards;
    this.bands = bands;
    this.parameters = model.parameters();
    this.details = Addresses.model(model.model()) + "/results/";
  }

  /** The labels of the scale. */
  static String axis() {
    return RangePlot.head(PERCENT).html();
  }

  /** Whether a result is one of a whole benchmark. */
  static boolean isWhole(ModelScore score) {
    return score.task() == null && score.variant() == null;
  }

  /** Results of whole benchmarks, by dimension; {@value #MOST} at most. */
  List<ModelView.Group> groups(List<ModelScore> scores) {
    Map<String, List<ModelView.Row>> groups = new LinkedHashMap<>();
    scores.stream()
        .filter(ModelRowsView::isWhole)
        .limit(MOST)
        .forEach(
            score ->
                groups
                    .computeIfAbsent(score.dimension(), dimension -> new ArrayList<>())
                    .add(row(score)));
    return groups.entrySet().stream()
        .map(group -> new ModelView.Group(group.getKey(), group.getValue()))
        .toList();
  }

  private ModelView.Row row(ModelScore score) {
    Optional<Boards.Board> board = boards.of(question(score));
    Optional<Metric> metric = board.map(one -> one.leaderboard().metric());
    Optional<MetricWords> words = metric.map(MetricWords::of);
    Optional<BigDecimal> margin =
        metric
            .flatMap(one -> SamplingError.of(score.stderr(), score.value(), score.samples(), one))
            .map(new BigDecimal("1.96")::multiply);
    boolean isPercent = words.filter(one -> one.unit().equals("%")).isPresent();
    Place place = board.map(one -> place(one, score)).orElse(Place.NONE);
    return new ModelView.Row(
        score.benchmark(),
        address(score),
        detail(score),
        words.map(one -> one.value(score.value())).orElse(score.value()),
        isPercent ? "" : words.map(MetricWords::unit).orElse(""),
        margin.flatMap(m -> words.map(w -> "±" + w.value(m.toPlainString()))).orElse(""),
        isPercent ? plot(score, metric.orElseThrow(), margin) : "",
        place.rank,
        place.of,
        Words.suspicion(score.suspicion()),
        BoardRows.isFlagged(score.verdict()),
        score.verdict(),
        score.standing(),
        score.relation(),
        Addresses.entry(score.index()) + "#result-" + score.result(),
        details + score.index() + "/" + score.result());
  }

  private static LeaderboardQuestion question(ModelScore score) {
    return new LeaderboardQuestion(
        score.benchmark(),
        score.benchmarkVersion(),
        null,
        score.metric(),
        score.protocol(),
        score.k(),
        null,
        false);
  }

  private static String address(ModelScore score) {
    return Addresses.benchmark(score.benchmark())
        + "?version="
        + Addresses.query(score.benchmarkVersion())
        + "&metric="
        + Addresses.query(score.metric())
        + "&protocol="
        + Addresses.query(score.protocol())
        + (score.k() == null ? "" : "&k=" + score.k());
  }

  /** The protocol's second part is its number of shots. */
  static String detail(ModelScore score) {
    String[] parts = score.protocol().split(":", -1);
    String shots =
        parts.length > 1 && !parts[1].isEmpty() && parts[1].chars().allMatch(Character::isDigit)
            ? ", " + parts[1] + "-shot"
            : "";
    return score.metric() + shots;
  }

  private String plot(ModelScore score, Metric metric, Optional<BigDecimal> margin) {
    double factor = metric.unit().equals("fraction") ? 100 : 1;
    Long size = parameters;
    @Nullable Band band =
        size == null
            ? null
            : bands
                .of(baseline(score))
                .flatMap(known -> known.at(size))
                .flatMap(one -> Band.of(one, factor))
                .orElse(null);
    Decimal chance = metric.chance();
    return new RangePlot(
            PERCENT,
            band,
            chance == null ? null : chance.value().doubleValue() * factor,
            new RangePlot.Reported(
                new BigDecimal(score.value()).doubleValue() * factor,
                margin.map(m -> m.doubleValue() * factor).orElse(null),
                BoardRows.isFlagged(score.verdict()),
                false,
                List.of()))
        .svg()
        .html();
  }

  private static BaselineQuestion baseline(ModelScore score) {
    return new BaselineQuestion(
        score.benchmark(), score.benchmarkVersion(), null, score.metric(), score.protocol(), null);
  }

  /**
   * A place in a size class.
   *
   * @param rank 1 for the best; empty for none
   * @param of how many
   */
  private record Place(String rank, String of) {
    static final Place NONE = new Place("", "");
  }

  /** Where the model's row stands among those of its size class that have a rank. */
  private Place place(Boards.Board board, ModelScore score) {
    Long size = parameters;
    if (size == null) {
      return Place.NONE;
    }
    return board
        .places()
        .of(score.index(), score.result(), size, HALF_OCTAVE)
        .map(
            place ->
                place.rank() == 0
                    ? new Place("no rank", "")
                    : new Place(Words.count(place.rank()), Words.count(place.of())))
        .orElse(Place.NONE);
  }
}

package org.evalledger.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows, as figures, for the script that lets one explore it: those of the page's
 * own picture, computed nowhere else.
 */
final class Explored {
  /** Points of a picture: more are no easier to read, and the answer has its weight. */
  private static final int MOST = 5_000;

  private static final List<String> KINDS =
      List.of(
          "other",
          "collected",
          "signed",
          "recomputed",
          "reproduced",
          "under review",
          "disputed",
          "refuted",
          "claimed lead",
          "flagged");

  private static final MathContext DIGITS = new MathContext(7);

  private Explored() {}

  /**
   * One mark.
   *
   * @param x along the scale to the right
   * @param y along the scale upwards
   * @param kind one of {@link #KINDS}
   * @param name of the model
   * @param words all that is said of it
   * @param href of its entry
   */
  record Point(double x, double y, String kind, String name, String words, String href) {
    private Json json() {
      return Json.of(
          List.of(
              number(x),
              number(y),
              Json.of(KINDS.indexOf(kind)),
              Json.of(name),
              Json.of(words),
              Json.of(href)));
    }
  }

  /** Score against size of a leaderboard. */
  static JsonObject of(Boards.Board board, Optional<Bands.OfBenchmark> bands, Scale scale) {
    MetricWords words = MetricWords.of(board.leaderboard().metric());
    List<LeaderboardRow> sized =
        board.leaderboard().rows().stream().filter(row -> CaseScene.size(row) > 0).toList();
    int stride = (sized.size() + MOST - 1) / MOST;
    var points = new ArrayList<Point>();
    for (int i = 0; i < sized.size(); i++) {
      Point point = point(sized.get(i), scale, words);
      if (stride <= 1 || i % stride == 0 || KINDS.indexOf(point.kind()) > 4) {
        points.add(point);
      }
    }
    Decimal chance = board.leaderboard().metric().chance();
    return sizes(
        "Score against size on " + board.leaderboard().benchmark().benchmark(),
        (stride > 1 ? "One model in " + stride + " and all that are in doubt. " : "")
            + "Shaded: the middle 80\u2009% and the middle half at each size; the line is their"
            + " median.",
        points,
        bands.map(known -> SizePlot.nodes(known.all(), scale.factor())).orElse(List.of()),
        scale,
        chance == null ? null : Double.valueOf(scale.at(chance.text())),
        true);
  }

  /** Score against size with the figures at hand. */
  static JsonObject sizes(
      String title,
      String note,
      List<Point> points,
      List<SizePlot.Node> nodes,
      Scale scale,
      @Nullable Double chance,
      boolean filters) {
    double[] sizes = points.stream().mapToDouble(Point::x).toArray();
    SizeAxis axis = SizeAxis.holding(sizes);
    return chart(
        title,
        note,
        axis("parameters, log scale", axis.low(), axis.high(), true),
        axis(scale.axis().unit(), scale.axis().low(), scale.axis().high(), false),
        nodes.stream().map(Explored::band).toList(),
        chance,
        points,
        filters);
  }

  /** Reported scores against those predicted from the other ones, with the middle 80 %. */
  static JsonObject profile(
      String title, String note, List<Point> points, ValueAxis axis, double corridor) {
    var diagonal = new ArrayList<Json>();
    for (int i = 0; i <= 20; i++) {
      double x = axis.low() + (axis.high() - axis.low()) * i / 20;
      double low = Math.max(axis.low(), x - corridor);
      double high = Math.min(axis.high(), x + corridor);
      diagonal.add(numbers(x, low, low, x, high, high));
    }
    return chart(
        title,
        note,
        axis("predicted from its other scores", axis.low(), axis.high(), false),
        axis(axis.unit(), axis.low(), axis.high(), false),
        diagonal,
        null,
        points,
        false);
  }

  private static JsonObject chart(
      String title,
      String note,
      JsonObject x,
      JsonObject y,
      List<Json> bands,
      @Nullable Double chance,
      List<Point> points,
      boolean filters) {
    return Json.object()
        .put("title", title)
        .put("note", note)
        .put("x", x)
        .put("y", y)
        .put("bands", Json.of(bands))
        .put("chance", chance == null ? Json.ofNull() : number(chance))
        .put("kinds", Json.ofStrings(KINDS))
        .put("points", Json.of(points.stream().map(Point::json).toList()))
        .put("filters", filters)
        .build();
  }

  static Point point(LeaderboardRow row, Scale scale, MetricWords words) {
    return new Point(
        CaseScene.size(row),
        scale.at(row.median()),
        kind(row),
        row.model().substring(row.model().indexOf('/') + 1),
        said(row, words),
        Addresses.entry(row.index()) + "#result-" + row.result());
  }

  /** The model, its size, its value, and what became of it. */
  static String said(LeaderboardRow row, MetricWords words) {
    String unit = words.unit();
    return row.model()
        + ", "
        + Words.size(row.parameters())
        + ", "
        + words.value(row.median())
        + (unit.isEmpty() ? "" : Words.THIN + unit)
        + ", "
        + row.standing().replace('-', ' ')
        + (BoardRows.isFlagged(row.verdict())
            ? ", " + row.verdict() + ", suspicion " + Words.suspicion(row.suspicion())
            : "")
        + (row.claimedLead() ? ", claimed lead" : "");
  }

  static String kind(LeaderboardRow row) {
    if (BoardRows.isFlagged(row.verdict())) {
      return "flagged";
    }
    String standing = row.standing().replace('-', ' ');
    return row.claimedLead() ? "claimed lead" : KINDS.contains(standing) ? standing : "other";
  }

  private static JsonObject axis(String name, double low, double high, boolean log) {
    return Json.object()
        .put("name", name)
        .put("low", number(low))
        .put("high", number(high))
        .put("log", log)
        .build();
  }

  private static Json band(SizePlot.Node node) {
    Band band = node.band();
    return numbers(
        node.parameters(),
        band.low(),
        band.lowInner(),
        band.median(),
        band.highInner(),
        band.high());
  }

  private static Json numbers(double... values) {
    var numbers = new ArrayList<Json>();
    for (double value : values) {
      numbers.add(number(value));
    }
    return Json.of(numbers);
  }

  private static Json number(double value) {
    return new JsonNumber(new BigDecimal(value, DIGITS).toPlainString());
  }
}

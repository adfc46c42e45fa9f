package org.evalledger.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.SizeBand;
import org.evalledger.web.SizePlot.Dot;
import org.evalledger.web.SizePlot.Kind;
import org.evalledger.web.SizePlot.Node;

/**
 * Real scores of a public board, from the committed extract. What is flagged or disputed in the
 * examples bears invented names.
 */
final class FigureExamples {
  private static final Set<String> MAKERS =
      Set.of(
          "Qwen",
          "google",
          "meta-llama",
          "mistralai",
          "microsoft",
          "01-ai",
          "tiiuae",
          "allenai",
          "EleutherAI",
          "HuggingFaceTB",
          "nvidia",
          "ibm-granite",
          "deepseek-ai",
          "internlm",
          "THUDM",
          "CohereForAI",
          "openai-community",
          "bigscience",
          "facebook",
          "stabilityai",
          "databricks",
          "upstage",
          "openbmb",
          "LGAI-EXAONE",
          "NousResearch",
          "bigcode",
          "cerebras");

  private FigureExamples() {}

  /**
   * One model's score.
   *
   * @param model {@code namespace/name}
   * @param billions of parameters
   * @param score 0 to 1
   */
  record Row(String model, double billions, double score) {
    boolean maker() {
      return MAKERS.contains(model.substring(0, Math.max(0, model.indexOf('/'))));
    }
  }

  /** All models of known size on a benchmark of the board, in the file's order. */
  static List<Row> board(String benchmark) {
    var rows = new ArrayList<Row>();
    try (var in = FigureExamples.class.getResourceAsStream("/scores/open-llm-leaderboard-v2.csv")) {
      if (in == null) {
        throw new AssertionError("the extract of the board is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .skip(1)
          .map(FigureExamples::fields)
          .forEach(
              fields -> {
                double billions = fields.get(2).isEmpty() ? 0 : Double.parseDouble(fields.get(2));
                if (fields.get(4).equals(benchmark) && billions > 0) {
                  rows.add(new Row(fields.get(1), billions, Double.parseDouble(fields.get(6))));
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Fields of a line; the first seven of this file are never quoted. */
  private static List<String> fields(String line) {
    return List.of(line.split(",", 9)).subList(0, 8);
  }

  static List<Node> nodes(List<Row> rows) {
    var points = new ArrayList<SizeBand.Point>();
    for (Row row : rows) {
      var parameters = ParameterCount.of(Math.round(row.billions() * 1e9));
      var position = new Position(points.size(), 0);
      points.add(
          new SizeBand.Point(position, row.model(), parameters, BigDecimal.valueOf(row.score())));
    }
    List<SizeBand> bands =
        SizeBand.nodes(points).stream().map(size -> SizeBand.of(points, size)).toList();
    return SizePlot.nodes(bands, 100);
  }

  static List<Dot> dots(List<Row> rows) {
    var dots = new ArrayList<Dot>();
    for (Row row : rows) {
      Kind kind = row.maker() ? Kind.MAKER : Kind.DERIVATIVE;
      dots.add(dot(row.model(), row.billions(), 100 * row.score(), kind, dots.size()));
    }
    return dots;
  }

  static List<Dot> doubted() {
    return List.of(
        new Dot("example-lab/overfit-7b", 7.24e9, 54.7, Kind.FLAGGED, 41_207, 0, 33.9),
        dot("example-lab/overfit-14b", 14.7, 66.1, Kind.FLAGGED, 41_208),
        dot("fictional-ai/tall-2b", 2.2, 43.8, Kind.FLAGGED, 41_209),
        dot("fictional-ai/summit-72b", 72.7, 74.9, Kind.CLAIMED_LEAD, 41_210));
  }

  static Dot dot(String model, double billions, double value, Kind kind, long index) {
    return new Dot(model, billions * 1e9, value, kind, index, 0, null);
  }
}

package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.TreeSize;
import org.evalledger.web.FigureExamples.Row;
import org.evalledger.web.RangePlot.Missing;
import org.evalledger.web.RangePlot.Repeat;
import org.evalledger.web.RangePlot.Reported;
import org.evalledger.web.SizePlot.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All figures on one page, {@code target/figures.html}, to be looked at. */
class FiguresPreviewTest {
  private static final ValueAxis FULL = ValueAxis.percent(100);
  private final StringBuilder page = new StringBuilder();

  @Test
  void allFiguresStandOnOnePage() throws IOException {
    glyphs();
    sizePlots();
    ranges();
    checks();
    neighbours();
    histories();
    proof();
    String css = Files.readString(Path.of("src/main/resources/assets/figures.css"));
    String html =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>
        <meta name="viewport" content="width=device-width">
        <style>%s body{margin:32px auto;max-width:1280px;padding:0 16px;background:var(--paper);
        color:var(--ink);font:16px/24px "Source Sans 3","Source Sans Pro",sans-serif}
        table{border-collapse:collapse;width:100%%;border-top:2px solid var(--ink)}
        td,th{padding:0 8px;height:40px;border-bottom:1px solid var(--row-rule);text-align:left;
        font-size:15px;white-space:nowrap}th{height:32px;font-size:14px;color:var(--ink-2)}
        td.plot,th.plot{width:40%%;padding:0 24px}tr.flagged{background:var(--flag-tint)}
        .row{display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start}.word{font-size:15px}
        </style><body>%s</body></html>
        """
            .formatted(css, page);
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/figures.html"), html);
    assertFalse(page.toString().contains("style="), "geometry by attributes, colour by classes");
    assertFalse(page.toString().contains("<script"), "figures need no script");
    assertTrue(html.getBytes(StandardCharsets.UTF_8).length > 20_000, "the page holds the figures");
  }

  private void glyphs() {
    title("Glyphs");
    page.append("<div class=\"row\">");
    for (Glyph glyph : Glyph.values()) {
      page.append(glyph == Glyph.REPRODUCED ? glyph.badge("2×") : glyph.badge());
    }
    page.append("</div>");
  }

  private void sizePlots() {
    title("Score against size");
    page.append(Legend.size(90));
    var region = new SizePlot.Region(5e9, 10e9);
    page.append(board(Shape.WIDE, region).forAllWidths());
    page.append("<div class=\"row\">");
    page.append(board(Shape.MIDDLE, null).svg());
    page.append(board(Shape.PHONE, region).svg());
    page.append("</div>");
  }

  private static SizePlot board(Shape shape, SizePlot.@Nullable Region region) {
    List<Row> rows = FigureExamples.board("MMLU-PRO");
    var dots = new ArrayList<>(FigureExamples.dots(rows));
    dots.addAll(FigureExamples.doubted());
    return new SizePlot(
        shape,
        new ValueAxis(0, 80, 20, "\u2009%", 1),
        dots,
        FigureExamples.nodes(rows),
        10.0,
        region);
  }

  private void ranges() {
    title("Range plots");
    page.append(Legend.range("5.1–10.2\u2009B models", 90, "0.75"));
    page.append("<table><tr><th>Benchmark<th>Score, %<th class=\"plot\">")
        .append(RangePlot.head(FULL))
        .append("<th>Standing</tr>");
    Band band = new Band(21.2, 30, 34.9, 38.5, 43, 80, 1201);
    Band thin = new Band(27, 30, 41, 60, 63, 80, 35);
    range(
        "MMLU-Pro",
        band,
        11.1,
        new Reported(
            54.7, 0.9, true, false, List.of(new Repeat(33.9, false, "33.9 when reproduced"))),
        Glyph.DISPUTED,
        true);
    range(
        "MMLU",
        thin,
        25.0,
        new Reported(62, 0.8, false, false, List.of(new Repeat(62.2, true, ""))),
        Glyph.REPRODUCED,
        false);
    range(
        "IFEval",
        new Band(22, 36, 48, 63, 74, 80, 1201),
        null,
        new Reported(48.4, 4.2, false, false, List.of()),
        Glyph.SIGNED,
        false);
    range(
        "GSM8K",
        new Band(1, 2, 8, 30, 53, 80, 35),
        null,
        new Reported(78.6, 2.2, true, false, List.of()),
        Glyph.UNDER_REVIEW,
        true);
    range(
        "HumanEval",
        new Band(1, 7, 17, 29, 35, 80, 30),
        null,
        new Reported(34.2, 7.3, false, false, List.of()),
        Glyph.RECOMPUTED,
        false);
    range(
        "Aider",
        new Band(1, 7, 17, 29, 35, 80, 3),
        null,
        new Reported(34.2, null, false, true, List.of()),
        Glyph.CLAIMED_LEAD,
        false);
    range(
        "XWinograd",
        new Band(60, 64, 69, 74, 79, 80, 60),
        50.0,
        new Missing("planned for 1 November, never reported"),
        Glyph.NOT_COMPARABLE,
        false);
    range("Toxicity", null, null, new Missing("not reported"), Glyph.NOT_COMPARABLE, false);
    page.append("</table>");
  }

  private void range(
      String name,
      @Nullable Band band,
      @Nullable Double chance,
      RangePlot.Content content,
      Glyph glyph,
      boolean flagged) {
    String score = content instanceof Reported reported ? FULL.print(reported.value()) : "";
    page.append(flagged ? "<tr class=\"flagged\">" : "<tr>")
        .append("<td>%s<td>%s<td class=\"plot\">".formatted(name, score))
        .append(new RangePlot(FULL, band, chance, content).svg())
        .append("<td>")
        .append(glyph.badge())
        .append("</tr>");
  }

  private void checks() {
    title("Checks");
    var axis = new ValueAxis(0, 60, 20, "\u2009%", 1);
    List<Double> values =
        FigureExamples.board("MMLU-PRO").stream()
            .filter(row -> row.billions() > 5.1 && row.billions() < 10.2)
            .map(row -> 100 * row.score())
            .toList();
    var mark = new CheckFigure.Mark(54.7, "54.7", true);
    var jumps = new ValueAxis(-30, 30, 20, " points", 1);
    List<Double> changes =
        IntStream.range(0, 171).mapToObj(i -> -1.1 + 9 * Math.sin(i) * Math.cos(3.0 * i)).toList();
    page.append("<div class=\"row\">");
    check(axis, CheckFigure.Histogram.of(axis, values, 40, mark));
    check(axis, new CheckFigure.Expected(30.3, 34.2, 38.1, mark));
    check(
        jumps,
        CheckFigure.Histogram.of(jumps, changes, 40, new CheckFigure.Mark(21, "+21.0", true)));
    check(axis, new CheckFigure.Measured(mark, "example-lab", 33.9, "sample-university", false));
    check(
        axis,
        new CheckFigure.Measured(
            new CheckFigure.Mark(34.2, "34.2", false),
            "example-lab",
            33.9,
            "sample-university",
            true));
    check(
        axis, new CheckFigure.Expected(30.3, 34.2, 38.1, new CheckFigure.Mark(36, "36.0", false)));
    page.append("</div>");
  }

  private void check(ValueAxis axis, CheckFigure.Content content) {
    page.append(new CheckFigure(axis, content).svg("A check's sentence"));
  }

  private void neighbours() {
    title("Neighbours");
    List<Row> rows =
        FigureExamples.board("MMLU-PRO").stream()
            .filter(row -> row.billions() > 5 && row.billions() < 11)
            .toList();
    var dots = new ArrayList<>(FigureExamples.dots(rows));
    dots.add(FigureExamples.doubted().getFirst());
    var axis = new ValueAxis(0, 60, 20, "\u2009%", 1);
    page.append("<div class=\"row\">");
    page.append(new SizePlot(Shape.CASE, axis, dots, FigureExamples.nodes(rows), 10.0, null).svg());
    List<Row> other = FigureExamples.board("BBH");
    List<NeighbourPlot.Neighbour> pairs =
        FigureExamples.board("MMLU-PRO").stream()
            .flatMap(
                row ->
                    other.stream()
                        .filter(
                            one ->
                                one.model().equals(row.model()) && one.billions() == row.billions())
                        .limit(1)
                        .map(
                            one ->
                                new NeighbourPlot.Neighbour(
                                    Math.max(0, 128 * one.score() - 29), 100 * row.score())))
            .toList();
    page.append(
        new NeighbourPlot(axis, pairs, 5.5, new NeighbourPlot.Claim(34.2, 54.7, 33.9), 5).svg());
    page.append("</div>");
  }

  private void histories() {
    title("History");
    page.append("<div class=\"row\">");
    history("MMLU-Pro", true, 33.0, 33.5, 34.1, 54.7);
    history("GSM8K", true, 34.0, 40.5, 44.8, 78.6);
    history("MMLU", false, 60.0, 61.0, 61.6, 62.0);
    history("a-benchmark-with-a-long-name", false, 60.0, 61.0, 61.6, 62.0, 58.3);
    history("One", false, 60.0);
    page.append("</div>");
  }

  private void history(String name, boolean jump, double... values) {
    var steps = new ArrayList<History.Step>();
    for (double value : values) {
      steps.add(
          new History.Step((values.length > 4 ? "step" : "") + "0." + (8 + steps.size()), value));
    }
    page.append(new History(name, FULL, steps, jump).svg());
  }

  private void proof() {
    title("Proof");
    int siblings = ProofPath.siblings(41_207, 48_392).size();
    List<Sha256> hashes =
        IntStream.range(0, siblings).mapToObj(i -> Sha256.of(new byte[] {(byte) i})).toList();
    var proof = new InclusionProof(41_207, new TreeSize(48_392), hashes);
    var path = new ProofPath(proof, Sha256.of(new byte[40]), Sha256.of(new byte[41]));
    page.append("<div class=\"row\">").append(path.svg());
    page.append(path.svg().html().replace("unchecked", "verified"));
    page.append("</div>");
  }

  private void title(String text) {
    page.append("<h2>").append(text).append("</h2>");
  }
}

package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.SizeBand;
import org.evalledger.web.SizePlot.Dot;
import org.evalledger.web.SizePlot.Kind;
import org.evalledger.web.SizePlot.Node;
import org.evalledger.web.SizePlot.Region;
import org.evalledger.web.SizePlot.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SizePlotTest {
  private static final ValueAxis AXIS = new ValueAxis(0, 80, 20, "\u2009%", 1);

  /** The area of WIDE is 52..1172 by 28..512; sizes run from 1/1.25 B to 125 B. */
  @Test
  void dotsLieOnTheLogScale() {
    var dots =
        List.of(
            FigureExamples.dot("a/one", 1, 20, Kind.MAKER, 5),
            FigureExamples.dot("a/ten", 10, 40, Kind.MAKER, 6),
            FigureExamples.dot("a/hundred", 100, 80, Kind.DERIVATIVE, 7));
    var drawn = Drawn.of(new SizePlot(Shape.WIDE, AXIS, dots, List.of(), null, null).svg());
    Element makers = drawn.only("makers");
    assertEquals("5 6", makers.getAttribute("data-entries"));
    Element one = (Element) makers.getFirstChild();
    double octaves = Math.log(125 / 0.8);
    assertEquals(52 + 1120 * Math.log(1.25) / octaves, Drawn.number(one, "cx"), 0.051);
    assertEquals(512 - 484 * 20 / 80.0, Drawn.number(one, "cy"), 0.051);
    Element ten = (Element) makers.getLastChild();
    assertEquals(52 + 1120 * 0.5, Drawn.number(ten, "cx"), 0.051);
    String hundred = Svg.number(52 + 1120 * (1 - Math.log(1.25) / octaves));
    assertEquals("M" + hundred + " 28h0", drawn.only("derivative").getAttribute("d"));
    assertEquals("7", drawn.only("derivative").getAttribute("data-entries"));
  }

  @Test
  void aScriptFindsTheScaleInThePicture() {
    var dots = List.of(FigureExamples.dot("a/one", 1, 20, Kind.MAKER, 5));
    Element root =
        Drawn.of(new SizePlot(Shape.PHONE, AXIS, dots, List.of(), null, null).svg()).root();
    assertEquals("40", root.getAttribute("data-left"));
    assertEquals("350", root.getAttribute("data-right"));
    assertEquals(1e9 / 1.06, Drawn.number(root, "data-low"), 1);
    assertEquals(1.06e9, Drawn.number(root, "data-high"), 1);
  }

  @Test
  void theValueScaleBeginsAtZeroAtTheBottom() {
    var drawn = Drawn.of(board(Shape.WIDE, null).svg());
    var grid = drawn.classed("grid");
    assertEquals(
        List.of("512", "391", "270", "149", "28"),
        grid.stream().map(line -> line.getAttribute("y1")).toList());
    assertTrue(drawn.texts().containsAll(List.of("0", "20", "40", "60", "80\u2009%")));
    assertEquals("451.5", drawn.only("chance").getAttribute("y1"));
    assertTrue(drawn.texts().contains("chance, 10"));
  }

  @Test
  void bandsAreNamedByWhatLiesBelowThem() {
    var bands =
        List.of(
            new Node(1e9, new Band(10, 12, 20, 24, 30, 80, 99)),
            new Node(1e10, new Band(20, 30, 40, 50, 60, 80, 99)));
    var dots = List.of(FigureExamples.dot("a/one", 1, 20, Kind.MAKER, 5));
    var plot = new SizePlot(Shape.WIDE, AXIS, dots, bands, null, null);
    var drawn = Drawn.of(plot.svg());
    assertTrue(drawn.texts().containsAll(List.of("90\u2009% are below", "10\u2009% are below")));
    assertTrue(drawn.only("median").getAttribute("d").startsWith("M"));
    assertEquals(
        "Score against size of 1 model, median 20.0\u2009% at 1\u2009B and 40.0\u2009% at"
            + " 10\u2009B, none flagged",
        plot.conclusion());
    assertEquals(plot.conclusion(), drawn.root().getAttribute("aria-label"));
    var none = new SizePlot(Shape.WIDE, AXIS, dots, List.of(bands.getFirst()), null, null);
    assertEquals(List.of(), Drawn.of(none.svg()).classed("band"));
  }

  @Test
  void bandsAreThoseOfTheBaseline() {
    var points =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                i ->
                    new SizeBand.Point(
                        new Position(i, 0),
                        "a/" + i,
                        ParameterCount.of(7_000_000_000L),
                        new BigDecimal(i).movePointLeft(2)))
            .toList();
    var band = SizeBand.of(points, ParameterCount.of(7_000_000_000L));
    assertEquals(
        List.of(new Node(7e9, new Band(2, 5, 10, 15, 18, 80, 20))),
        SizePlot.nodes(List.of(band), 100));
    var none = SizeBand.of(List.of(), ParameterCount.of(7_000_000_000L));
    assertEquals(List.of(), SizePlot.nodes(List.of(none), 100));
  }

  @Test
  void nodesOfOneSizeAreOneAndAscend() {
    var band = new Band(10, 12, 20, 24, 30, 80, 99);
    var nodes = List.of(new Node(1e10, band), new Node(1e9, band), new Node(1e10, band));
    var plot = new SizePlot(Shape.WIDE, AXIS, List.of(), nodes, null, null);
    assertEquals(List.of(new Node(1e9, band), new Node(1e10, band)), plot.nodes());
    assertThrows(IllegalArgumentException.class, () -> new Node(0, band));
  }

  @Test
  void flaggedAndLeadingModelsAreAlwaysNamedLinksToTheirEntries() {
    var drawn = Drawn.of(board(Shape.WIDE, null).svg());
    assertEquals(3, drawn.classed("label flag end").size() + drawn.classed("label flag").size());
    assertTrue(drawn.texts().contains("example-lab/overfit-7b 54.7"));
    assertTrue(drawn.texts().contains("fictional-ai/summit-72b 74.9, claimed lead"));
    assertTrue(drawn.texts().contains("33.9 when reproduced"));
    assertTrue(
        drawn.tag("a").stream()
            .anyMatch(a -> a.getAttribute("href").equals("/entries/41207#result-0")));
    assertEquals(3, drawn.classed("triangle").size());
    assertEquals(1, drawn.classed("lead").size());
  }

  @Test
  void aCrowdOfFlaggedModelsIsNamedWithoutLoss() {
    var dots = new ArrayList<Dot>();
    for (int i = 0; i < 12; i++) {
      dots.add(FigureExamples.dot("lab/model-" + i, 7 + 0.01 * i, 50 + i, Kind.FLAGGED, i));
    }
    dots.add(FigureExamples.dot("lab/small", 0.1, 10, Kind.MAKER, 99));
    var plot = new SizePlot(Shape.WIDE, AXIS, dots, List.of(), null, null);
    var drawn = Drawn.of(plot.svg());
    for (int i = 0; i < 12; i++) {
      assertTrue(drawn.texts().contains("lab/model-" + i + " " + (50 + i) + ".0"), "label " + i);
    }
    assertNoOverlap(drawn);
  }

  @Test
  void labelsNeverCoverEachOther() {
    for (Shape shape : Shape.values()) {
      assertNoOverlap(Drawn.of(board(shape, null).svg()));
    }
  }

  @Test
  void onPhonesOnlyFlaggedAndLeadingModelsAreNamed() {
    var drawn = Drawn.of(board(Shape.PHONE, null).svg());
    assertEquals(4, drawn.tag("a").size());
    assertTrue(drawn.texts().contains("overfit-7b 54.7"));
    assertTrue(drawn.texts().contains("claimed lead"));
    var wide = Drawn.of(board(Shape.WIDE, null).svg());
    assertTrue(wide.tag("a").size() > 8 && wide.tag("a").size() <= 16, "names of others");
  }

  @Test
  void theRegionIsDrawnAtItsSizesAndSaysWhatItFilters() {
    var dots =
        List.of(
            FigureExamples.dot("a/one", 1, 20, Kind.MAKER, 5),
            FigureExamples.dot("a/hundred", 100, 80, Kind.MAKER, 7));
    var plot = new SizePlot(Shape.WIDE, AXIS, dots, List.of(), null, new Region(5e9, 10e9));
    var drawn = Drawn.of(plot.svg());
    Element brush = drawn.only("brush");
    double five = 52 + 1120 * Math.log(5 / 0.8) / Math.log(125 / 0.8);
    assertEquals(five, Drawn.number(brush, "x"), 0.051);
    assertEquals(52 + 560 - five, Drawn.number(brush, "width"), 0.11);
    assertEquals(2, drawn.classed("brush-handle").size());
    assertTrue(drawn.texts().contains("5\u201310\u2009B, in the table below"));
    assertThrows(IllegalArgumentException.class, () -> new Region(10, 5));
  }

  @Test
  void anEmptyPlotStillHasItsAxes() {
    var drawn = Drawn.of(new SizePlot(Shape.MIDDLE, AXIS, List.of(), List.of(), null, null).svg());
    assertEquals(5, drawn.classed("grid").size());
    assertTrue(drawn.root().getAttribute("aria-label").contains("0 models"));
  }

  @Test
  void hostileNamesAreEscapedAndCutButToldInFull() {
    String hostile = "x/\"><script>alert(1)</script>" + "<b>".repeat(40);
    var dots =
        List.of(
            FigureExamples.dot(hostile, 1, 70, Kind.FLAGGED, 5),
            FigureExamples.dot(hostile, 50, 20, Kind.MAKER, 6));
    Markup markup = new SizePlot(Shape.WIDE, AXIS, dots, List.of(), null, null).svg();
    assertFalse(markup.html().contains("<script") || markup.html().contains("<b>"));
    var drawn = Drawn.of(markup);
    assertTrue(drawn.tag("title").stream().allMatch(t -> t.getTextContent().startsWith(hostile)));
    assertTrue(drawn.texts().stream().allMatch(text -> text.length() < 60));
  }

  @Test
  void refusesADotWithoutAPlace() {
    assertThrows(
        IllegalArgumentException.class, () -> FigureExamples.dot("a/b", 0, 1, Kind.MAKER, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> FigureExamples.dot("a/b", 1, Double.NaN, Kind.MAKER, 1));
  }

  @Test
  void aWholeBoardIsLight() throws IOException {
    List<Dot> some = FigureExamples.dots(FigureExamples.board("MMLU-PRO"));
    var dots = new ArrayList<Dot>();
    for (int i = 0; dots.size() < 2500; i++) {
      Dot dot = some.get(i % some.size());
      int round = i / some.size();
      double nudge = 1 + 0.003 * round;
      dots.add(
          new Dot(
              dot.model(),
              dot.parameters() * nudge,
              dot.value() * nudge,
              dot.kind(),
              100_000 + i,
              i % 3,
              null));
    }
    dots.addAll(FigureExamples.doubted());
    var nodes = FigureExamples.nodes(FigureExamples.board("MMLU-PRO"));
    String html = new SizePlot(Shape.WIDE, AXIS, dots, nodes, 10.0, null).svg().html();
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    System.out.println("2,504 dots: " + bytes.length + " bytes, " + packed.size() + " packed");
    assertTrue(bytes.length < 120_000, "bytes: " + bytes.length);
    assertTrue(packed.size() < 40_000, "packed: " + packed.size());
  }

  @Test
  void aFloodOfModelsStaysWithinBounds() {
    var dots = new ArrayList<Dot>();
    for (int i = 0; i < 20_000; i++) {
      Kind kind = i % 100 == 0 ? Kind.FLAGGED : i % 2 == 0 ? Kind.MAKER : Kind.DERIVATIVE;
      dots.add(FigureExamples.dot("lab/model-" + i, 1 + i % 70, i % 80, kind, i));
    }
    var plot = new SizePlot(Shape.WIDE, AXIS, dots, List.of(), null, null);
    var drawn = Drawn.of(plot.svg());
    assertEquals(2450, drawn.only("makers").getElementsByTagName("circle").getLength());
    assertTrue(drawn.texts().contains("one model in 4 drawn"));
    assertEquals(200, drawn.classed("triangle").size());
    long named = drawn.texts().stream().filter(text -> text.startsWith("lab/")).count();
    assertEquals(40, named);
    assertTrue(plot.conclusion().contains("20,000 models"), plot.conclusion());
  }

  @Test
  void allWidthsHoldTheNarrowerShapesOnce() {
    String html = board(Shape.WIDE, null).forAllWidths().html();
    for (String shape : List.of("wide", "middle", "phone")) {
      assertEquals(2, html.split("class=\"fig size-plot " + shape + "\"", -1).length);
    }
    assertFalse(board(Shape.MIDDLE, null).forAllWidths().html().contains("size-plot wide"));
    assertFalse(html.contains("size-plot case"));
  }

  private static SizePlot board(Shape shape, @Nullable Region region) {
    var rows = FigureExamples.board("MMLU-PRO");
    var dots = new ArrayList<>(FigureExamples.dots(rows));
    dots.addAll(FigureExamples.doubted());
    return new SizePlot(shape, AXIS, dots, FigureExamples.nodes(rows), 10.0, region);
  }

  /** Boxes by an estimate of their own: 6.5 pixels a character, 13 high. */
  private static void assertNoOverlap(Drawn drawn) {
    var boxes = new ArrayList<Box>();
    for (Element text : drawn.tag("text")) {
      String classes = text.getAttribute("class");
      if (!classes.startsWith("label")) {
        continue;
      }
      double width = 6.5 * text.getTextContent().length();
      double x = Drawn.number(text, "x") - (classes.endsWith("end") ? width : 0);
      double y = Drawn.number(text, "y");
      var box = new Box(x, y - 10, x + width, y + 3);
      for (Box other : boxes) {
        assertFalse(box.overlaps(other), () -> text.getTextContent() + " covers " + other);
      }
      boxes.add(box);
    }
  }
}

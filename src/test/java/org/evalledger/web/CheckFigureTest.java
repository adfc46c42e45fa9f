package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.evalledger.web.CheckFigure.Expected;
import org.evalledger.web.CheckFigure.Histogram;
import org.evalledger.web.CheckFigure.Mark;
import org.evalledger.web.CheckFigure.Measured;
import org.junit.jupiter.api.Test;

/** The axis runs from x = 8 to x = 304 and stands at y = 62. */
class CheckFigureTest {
  private static final ValueAxis AXIS = new ValueAxis(0, 60, 20, "\u2009%", 1);
  private static final Mark HIGH = new Mark(54.7, "54.7", true);

  @Test
  void allAreOfOneSizeAndSayTheirSentence() {
    for (var content :
        List.of(
            new Histogram(List.of(1), HIGH),
            new Expected(30, 34, 38, HIGH),
            new Measured(HIGH, "a", 33.9, "b", false))) {
      var drawn = Drawn.of(new CheckFigure(AXIS, content).svg("Higher than all."));
      assertEquals("0 0 320 84", drawn.root().getAttribute("viewBox"));
      assertEquals("Higher than all.", drawn.title());
      assertTrue(drawn.texts().containsAll(List.of("0", "20", "40", "60\u2009%")));
    }
  }

  @Test
  void barsAreAsHighAsTheirCounts() {
    var drawn = drawn(new Histogram(List.of(2, 0, 4, 1), HIGH));
    var bars = drawn.classed("neighbours");
    assertEquals(3, bars.size());
    assertEquals(
        List.of("21", "42", "10.5"), bars.stream().map(b -> b.getAttribute("height")).toList());
    assertEquals(List.of("8", "156", "230"), bars.stream().map(b -> b.getAttribute("x")).toList());
    assertEquals("73", bars.getFirst().getAttribute("width"));
    double x = 8 + 296 * 54.7 / 60;
    assertEquals(x, Drawn.number(drawn.only("stem flag"), "x1"), 0.051);
  }

  @Test
  void everyValueIsCountedOnceWhereverItLies() {
    var histogram = Histogram.of(AXIS, List.of(-3.0, 0.0, 14.9, 15.0, 59.9, 60.0, 99.0), 4, HIGH);
    assertEquals(List.of(3, 1, 0, 3), histogram.counts());
  }

  @Test
  void theExpectedIntervalLiesUnderItsWords() {
    var drawn = drawn(new Expected(30.3, 34.2, 38.1, HIGH));
    double from = 8 + 296 * 30.3 / 60;
    assertEquals(from, Drawn.number(drawn.only("band"), "x"), 0.051);
    assertEquals(296 * 7.8 / 60, Drawn.number(drawn.only("band"), "width"), 0.051);
    assertEquals(8 + 296 * 34.2 / 60, Drawn.number(drawn.only("median"), "x1"), 0.051);
    assertTrue(drawn.texts().contains("expected 34.2 ± 3.9 (80\u2009%)"));
    assertEquals("54.7", drawn.only("label mid flag").getTextContent());
  }

  /** sin²(π/6) = 1/4 of 60 is 15; 80 % of a normal distribution lie within 1.2816 sigma. */
  @Test
  void figuresOfAssessmentsAreReadFromTheirScale() {
    var expected = Expected.of(Math.PI / 3, Math.PI / 6 / 1.2816, 0, 60, HIGH);
    assertEquals(15, expected.middle(), 1e-9);
    assertEquals(60 * 0.066987298, expected.low(), 1e-6);
    assertEquals(30, expected.high(), 1e-9);
    assertEquals(0, Expected.of(0.1, 1, 0, 60, HIGH).low());
    assertEquals(60, Expected.of(3.1, 1, 0, 60, HIGH).high());
  }

  @Test
  void wordsGiveWayToAMarkInTheirPlace() {
    var near = drawn(new Expected(30.3, 34.2, 38.1, new Mark(36, "36.0", false)));
    assertEquals("58", near.only("label quiet mid").getAttribute("y"));
    var far = drawn(new Expected(30.3, 34.2, 38.1, HIGH));
    assertEquals("22", far.only("label quiet mid").getAttribute("y"));
  }

  @Test
  void twoMeasurementsStandUnderEachOther() {
    var drawn = drawn(new Measured(HIGH, "example-lab", 33.9, "sample-university", false));
    assertEquals(8 + 296 * 33.9 / 60, Drawn.number(drawn.only("disagrees"), "cx"), 0.051);
    assertEquals("example-lab 54.7", drawn.only("label flag end").getTextContent());
    assertEquals("sample-university 33.9", drawn.only("label dispute end").getTextContent());
    var agreeing = drawn(new Measured(new Mark(34, "34.0", false), "a", 33.9, "b", true));
    assertEquals(1, agreeing.classed("agrees").size());
    assertEquals(0, agreeing.classed("disagrees").size());
    assertEquals(1, agreeing.classed("dot").size());
  }

  @Test
  void foreignNamesAreEscaped() {
    String hostile = "<img src=x onerror=alert(1)>";
    Markup markup =
        new CheckFigure(AXIS, new Measured(HIGH, hostile, 33.9, hostile, false)).svg(hostile);
    assertFalse(markup.html().contains("<img"));
    assertEquals(hostile, Drawn.of(markup).title());
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThrows(IllegalArgumentException.class, () -> new Histogram(List.of(), HIGH));
    assertThrows(IllegalArgumentException.class, () -> new Histogram(List.of(-1), HIGH));
    assertThrows(IllegalArgumentException.class, () -> new Expected(3, 2, 4, HIGH));
  }

  private static Drawn drawn(CheckFigure.Content content) {
    return Drawn.of(new CheckFigure(AXIS, content).svg("A sentence."));
  }
}

package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.evalledger.web.History.Step;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final ValueAxis AXIS = new ValueAxis(0, 100, 25, "\u2009%", 1);

  /** Steps lie evenly from x = 14 to x = 124, 0 at y = 80, 100 at y = 30. */
  @Test
  void stepsLieEvenlyOnTheSharedScale() {
    var drawn = drawn(false, new Step("1.0", 0), new Step("1.1", 50), new Step("1.2", 100));
    var dots = drawn.classed("dot small");
    assertEquals(List.of("14", "69", "124"), dots.stream().map(d -> d.getAttribute("cx")).toList());
    assertEquals(List.of("80", "55", "30"), dots.stream().map(d -> d.getAttribute("cy")).toList());
    assertEquals(List.of("MMLU", "+50.0", "1.0", "1.1", "1.2"), drawn.texts());
    assertEquals("MMLU 100.0\u2009% in 1.2, +50.0 since 1.1", drawn.title());
  }

  @Test
  void onlyAJumpIsColoured() {
    var steps = new Step[] {new Step("1.0", 34.1), new Step("1.1", 54.7)};
    var quiet = drawn(false, steps);
    assertEquals(0, quiet.classed("trend flag").size() + quiet.classed("triangle").size());
    assertEquals("+20.6", quiet.only("label quiet end").getTextContent());
    var jump = drawn(true, steps);
    assertEquals("+20.6", jump.only("label flag end").getTextContent());
    assertEquals(1, jump.classed("triangle").size());
    assertEquals("MMLU 54.7\u2009% in 1.1, +20.6 since 1.0, a jump", jump.title());
  }

  @Test
  void oneRevisionIsADotInTheMiddle() {
    var drawn = drawn(false, new Step("main", 60));
    assertEquals("69", drawn.only("dot small").getAttribute("cx"));
    assertEquals(List.of("MMLU", "main"), drawn.texts());
    assertThrows(IllegalArgumentException.class, () -> drawn(false));
  }

  @Test
  void manyOrLongRevisionsAreNamedAtBothEndsOnly() {
    var drawn =
        drawn(
            false,
            new Step("9f1c0ffee0", 1),
            new Step("b", 2),
            new Step("c", 3),
            new Step("d", 4),
            new Step("e", 5));
    assertEquals(List.of("MMLU", "+1.0", "9f1c0ffe\u2026", "e"), drawn.texts());
  }

  @Test
  void foreignNamesAreEscaped() {
    String hostile = "</svg><script>alert(1)</script>";
    Markup markup = new History(hostile, AXIS, List.of(new Step(hostile, 1)), false).svg();
    assertFalse(markup.html().contains("<script"));
    assertEquals(hostile + " 1.0\u2009% in " + hostile, Drawn.of(markup).title());
  }

  private static Drawn drawn(boolean jump, Step... steps) {
    return Drawn.of(new History("MMLU", AXIS, List.of(steps), jump).svg());
  }
}

package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.evalledger.web.RangePlot.Missing;
import org.evalledger.web.RangePlot.Repeat;
import org.evalledger.web.RangePlot.Reported;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class RangePlotTest {
  private static final ValueAxis AXIS = new ValueAxis(0, 80, 20, "\u2009%", 1);
  private static final Band BAND = new Band(20, 30, 36, 40, 44, 80, 1201);

  @Test
  void bandsMedianAndChanceLieWhereTheScaleSays() {
    var drawn = drawn(BAND, 10.0, plain(48));
    assertPlace(drawn.only("band"), "x", 20 / 80.0, "width", 24 / 80.0);
    assertPlace(drawn.only("inner-band"), "x", 30 / 80.0, "width", 10 / 80.0);
    assertPlace(drawn.only("median"), "x1", 36 / 80.0, "x2", 36 / 80.0);
    assertPlace(drawn.only("chance"), "x1", 10 / 80.0, "x2", 10 / 80.0);
    assertPlace(drawn.only("dot"), "cx", 48 / 80.0, "cx", 48 / 80.0);
    assertEquals("14", drawn.only("band").getAttribute("height"));
    assertEquals("-7", drawn.only("band").getAttribute("y"));
    assertEquals(5, drawn.classed("grid").size());
  }

  @Test
  void intervalsReachEquallyFarToBothSides() {
    var drawn = drawn(BAND, null, new Reported(48, 4.0, false, false, List.of()));
    assertPlace(drawn.only("interval"), "x1", 44 / 80.0, "x2", 52 / 80.0);
  }

  @Test
  void flaggedIsATriangleAndNoDot() {
    var drawn = drawn(BAND, null, new Reported(54.7, 0.9, true, false, List.of()));
    assertEquals(List.of(), drawn.classed("dot"));
    Element place = (Element) drawn.only("triangle").getParentNode();
    assertEquals(68.38, Drawn.number(place, "x"), 1e-9);
    assertTrue(drawn.title().contains("flagged"), drawn.title());
    assertEquals(1, drawn.classed("interval flag").size());
  }

  @Test
  void claimedLeadIsAHollowCircle() {
    var drawn = drawn(BAND, null, new Reported(54.7, null, false, true, List.of()));
    assertEquals("5", drawn.only("lead").getAttribute("r"));
  }

  @Test
  void aDisagreeingReproductionIsJoinedToItsClaimAndNamed() {
    var repeat = new Repeat(33.9, false, "33.9 when reproduced");
    var drawn = drawn(BAND, null, new Reported(40, null, true, false, List.of(repeat)));
    assertPlace(drawn.only("joins"), "x1", 33.9 / 80, "x2", 40 / 80.0);
    assertPlace(drawn.only("disagrees"), "cx", 33.9 / 80, "cx", 33.9 / 80);
    Element label = drawn.only("label dispute");
    assertEquals("33.9 when reproduced", label.getTextContent());
    assertPlace(label, "x", 40 / 80.0, "x", 40 / 80.0);
    assertEquals("12", label.getAttribute("dx"));
  }

  @Test
  void aLabelWithoutRoomOnTheRightStandsOnTheLeft() {
    var repeat = new Repeat(60, false, "60.0 when reproduced");
    var drawn = drawn(BAND, null, new Reported(78, null, true, false, List.of(repeat)));
    assertPlace(drawn.only("label dispute end"), "x", 60 / 80.0, "x", 60 / 80.0);
  }

  @Test
  void anAgreeingReproductionIsARingAroundTheDot() {
    var repeat = new Repeat(48.2, true, "");
    var drawn = drawn(BAND, null, new Reported(48, null, false, false, List.of(repeat)));
    assertPlace(drawn.only("agrees"), "cx", 48 / 80.0, "cx", 48 / 80.0);
    assertTrue(drawn.title().endsWith("when reproduced, which agrees"), drawn.title());
  }

  @Test
  void fewerThanFiftyModelsMakeAThinBandAndFewerThanEightNone() {
    var thin = drawn(new Band(20, 30, 36, 40, 44, 80, 49), null, plain(48));
    assertEquals("8", thin.only("band").getAttribute("height"));
    var full = drawn(new Band(20, 30, 36, 40, 44, 80, 50), null, plain(48));
    assertEquals("14", full.only("band").getAttribute("height"));
    assertEquals(
        1, drawn(new Band(20, 30, 36, 40, 44, 80, 8), null, plain(48)).classed("band").size());
    var none = drawn(new Band(20, 30, 36, 40, 44, 80, 7), null, plain(48));
    assertEquals(List.of(), none.classed("band"));
    assertEquals(List.of("too few to compare"), none.texts());
    assertTrue(none.title().endsWith("too few to compare"), none.title());
  }

  @Test
  void missingIsAnOutlineWithItsReasonAndNeverAMark() {
    var drawn = drawn(BAND, 10.0, new Missing("planned, never reported"));
    assertPlace(drawn.only("missing"), "x", 20 / 80.0, "width", 24 / 80.0);
    assertEquals(List.of("planned, never reported", "planned, never reported"), drawn.texts());
    assertPlace(drawn.only("said wide"), "x", 44 / 80.0, "x", 44 / 80.0);
    assertPlace(drawn.only("said narrow"), "x", 0, "x", 0);
    assertEquals(List.of(), drawn.tag("circle"));
    assertEquals("No value: planned, never reported", drawn.title());
    assertEquals(List.of("not reported"), drawn(null, null, new Missing("not reported")).texts());
  }

  @Test
  void theConclusionNamesValueAndPlace() {
    assertEquals(
        "48.0\u2009%; above the middle 80\u2009% of its size",
        drawn(BAND, null, plain(48)).title());
    assertEquals(
        "19.0\u2009%; below the middle 80\u2009% of its size",
        drawn(BAND, null, plain(19)).title());
    assertEquals(
        "36.0\u2009%; at or above the median of its size", drawn(BAND, null, plain(36)).title());
  }

  @Test
  void theHeadLabelsTheSameScale() {
    var head = Drawn.of(RangePlot.head(AXIS));
    assertEquals(List.of("0", "20", "40", "60", "80\u2009%"), head.texts());
    assertEquals(
        List.of("0%", "25%", "50%", "75%", "100%"),
        head.tag("text").stream().map(text -> text.getAttribute("x")).toList());
  }

  @Test
  void foreignWordsAreEscaped() {
    String hostile = "\"><script>alert(1)</script><img src=x onerror='a'>";
    var repeat = new Repeat(33.9, false, hostile);
    var drawn = drawn(BAND, null, new Reported(54.7, null, true, false, List.of(repeat)));
    assertEquals(List.of(hostile), drawn.texts());
    Markup missing = new RangePlot(AXIS, BAND, null, new Missing(hostile)).svg();
    assertFalse(missing.html().contains("<script"));
    assertEquals(List.of(hostile, hostile), Drawn.of(missing).texts());
  }

  @Test
  void refusesABandWhoseQuantilesDoNotAscend() {
    assertThrows(IllegalArgumentException.class, () -> new Band(2, 1, 3, 4, 5, 80, 9));
    assertThrows(IllegalArgumentException.class, () -> new Band(1, 2, Double.NaN, 4, 5, 80, 9));
  }

  private static Reported plain(double value) {
    return new Reported(value, null, false, false, List.of());
  }

  private static Drawn drawn(
      @Nullable Band band, @Nullable Double chance, RangePlot.Content content) {
    return Drawn.of(new RangePlot(AXIS, band, chance, content).svg());
  }

  /** Shares of the width are written as percentages with two decimals. */
  private static void assertPlace(
      Element element, String first, double share, String second, double other) {
    assertEquals(100 * share, Drawn.number(element, first), 0.0051);
    assertEquals(100 * other, Drawn.number(element, second), 0.0051);
  }
}

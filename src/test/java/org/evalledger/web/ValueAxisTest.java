package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValueAxisTest {
  @Test
  void percentagesBeginAtZeroAndEndAboveTheLargest() {
    assertEquals(new ValueAxis(0, 60, 20, "\u2009%", 1), ValueAxis.percent(54.7));
    assertEquals(new ValueAxis(0, 100, 25, "\u2009%", 1), ValueAxis.percent(99.9));
    assertEquals(new ValueAxis(0, 100, 25, "\u2009%", 1), ValueAxis.percent(100));
    assertEquals(new ValueAxis(0, 20, 10, "\u2009%", 1), ValueAxis.percent(0));
    assertEquals(80, ValueAxis.percent(74.9).high());
  }

  @Test
  void otherScalesEndAtRoundValuesThatHoldBothEnds() {
    var axis = ValueAxis.spanning(-28.3, 21, " points", 1);
    assertEquals(new ValueAxis(-30, 30, 10, " points", 1), axis);
    assertEquals(List.of(-30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0), axis.ticks());
    var rating = ValueAxis.spanning(812, 1391, "", 0);
    assertEquals(new ValueAxis(800, 1400, 200, "", 0), rating);
    var one = ValueAxis.spanning(3, 3, "", 2);
    assertEquals(3, one.low());
    assertEquals(4, one.high());
  }

  @Test
  void onlyTheLastTickCarriesTheUnit() {
    var axis = new ValueAxis(-30, 30, 20, " points", 1);
    assertEquals(List.of(-20.0, 0.0, 20.0), axis.ticks());
    assertEquals("\u221220", axis.tick(-20));
    assertEquals("0", axis.tick(0));
    assertEquals("20 points", axis.tick(20));
  }

  @Test
  void valuesBeyondTheEndsAreHeldAtThem() {
    var axis = ValueAxis.percent(100);
    assertEquals(0.547, axis.share(54.7), 1e-12);
    assertEquals(0, axis.share(-5));
    assertEquals(1, axis.share(140));
  }

  @Test
  void changesHaveARealSign() {
    var axis = ValueAxis.percent(100);
    assertEquals("+20.6", axis.change(20.6));
    assertEquals("\u22121.1", axis.change(-1.1));
    assertEquals("54.7", axis.print(54.65));
  }

  @Test
  void refusesAnAxisWithoutLength() {
    assertThrows(IllegalArgumentException.class, () -> new ValueAxis(1, 1, 1, "", 1));
    assertThrows(IllegalArgumentException.class, () -> new ValueAxis(0, Double.NaN, 1, "", 1));
    assertThrows(IllegalArgumentException.class, () -> new ValueAxis(0, 1, 0, "", 1));
  }
}

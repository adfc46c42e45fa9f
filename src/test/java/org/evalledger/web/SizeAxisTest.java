package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizeAxisTest {
  @Test
  void equalFactorsAreEqualDistances() {
    var axis = new SizeAxis(1e8, 1e11);
    assertEquals(1.0 / 3, axis.share(1e9), 1e-12);
    assertEquals(2.0 / 3, axis.share(1e10), 1e-12);
    assertEquals(0.301029995664 / 3, axis.share(2e8), 1e-9);
  }

  @Test
  void ticksGetCoarserWhereThereIsNoRoom() {
    var axis = new SizeAxis(0.09e9, 140e9);
    assertEquals(List.of(1e8, 3e8, 1e9, 3e9, 1e10, 3e10, 1e11), axis.ticks(9));
    assertEquals(List.of(1e8, 1e9, 1e10, 1e11), axis.ticks(6));
    assertEquals(List.of(5e9, 6e9, 7e9, 8e9, 9e9, 1e10), new SizeAxis(4.8e9, 11e9).ticks(9));
  }

  @Test
  void billionsHaveThreeDigitsAndNoIdleZeros() {
    assertEquals("7.24", SizeAxis.billions(7_241_732_096.0));
    assertEquals("0.1", SizeAxis.billions(1e8));
    assertEquals("100", SizeAxis.billions(1e11));
    assertEquals("0.0705", SizeAxis.billions(70_542_000));
  }

  @Test
  void holdsEverySizeAndStandsWithoutAny() {
    var axis = SizeAxis.holding(new double[] {7e9, 1e8, 1.4e11});
    assertTrue(axis.low() < 1e8 && axis.high() > 1.4e11);
    assertEquals(new SizeAxis(1e8, 1e11), SizeAxis.holding(new double[0]));
    assertTrue(SizeAxis.holding(new double[] {7e9}).high() > 7e9, "one size alone has an axis");
  }

  @Test
  void refusesSizesWithoutALogarithm() {
    assertThrows(IllegalArgumentException.class, () -> new SizeAxis(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new SizeAxis(2, 1));
  }
}

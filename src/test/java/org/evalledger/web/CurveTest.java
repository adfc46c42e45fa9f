package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.evalledger.web.Curve.Point;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void aStraightLineStaysStraight() {
    var curve = new Curve(List.of(new Point(0, 0), new Point(30, 60), new Point(60, 120)));
    assertEquals("M0 0C10 20 20 40 30 60C40 80 50 100 60 120", curve.path());
  }

  @Test
  void isLevelWhereItTurns() {
    var curve = new Curve(List.of(new Point(0, 0), new Point(30, 60), new Point(60, 0)));
    assertEquals("M0 0C10 20 20 60 30 60C40 60 50 20 60 0", curve.path());
  }

  @Test
  void theAreaRunsForwardsAboveAndBackBelow() {
    var upper = new Curve(List.of(new Point(0, 0), new Point(30, 0)));
    var lower = new Curve(List.of(new Point(0, 50), new Point(30, 50)));
    assertEquals("M0 0C10 0 20 0 30 0L30 50C20 50 10 50 0 50Z", upper.areaTo(lower));
  }

  /** All control points of a piece between its ends keep the whole piece between them. */
  @Test
  void neverOvershootsItsPoints() {
    long seed = 20261122;
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      var points =
          IntStream.range(0, 10)
              .mapToObj(i -> new Point(40.0 * i, random.nextDouble(0, 500)))
              .toList();
      double[] numbers =
          Arrays.stream(new Curve(points).path().substring(1).split("[C ]"))
              .mapToDouble(Double::parseDouble)
              .toArray();
      for (int piece = 0; piece < 9; piece++) {
        double from = numbers[6 * piece + 1];
        double to = numbers[6 * piece + 7];
        for (int control : new int[] {6 * piece + 3, 6 * piece + 5}) {
          double y = numbers[control];
          assertTrue(
              y >= Math.min(from, to) - 0.11 && y <= Math.max(from, to) + 0.11,
              () -> "overshoots in " + points);
        }
      }
    }
  }

  @Test
  void refusesPointsThatDoNotAscend() {
    var twice = List.of(new Point(1, 0), new Point(1, 5));
    assertThrows(IllegalArgumentException.class, () -> new Curve(twice));
    assertThrows(IllegalArgumentException.class, () -> new Curve(List.of(new Point(1, 0))));
  }
}

package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.web.NeighbourPlot.Claim;
import org.evalledger.web.NeighbourPlot.Neighbour;
import org.junit.jupiter.api.Test;

/** The area is 36..396 by 16..292, so 60 units are 360 pixels wide and 276 high. */
class NeighbourPlotTest {
  private static final ValueAxis AXIS = new ValueAxis(0, 60, 20, "\u2009%", 1);
  private static final List<Neighbour> SOME = List.of(new Neighbour(30, 32), new Neighbour(60, 0));

  @Test
  void modelsLieAtWhatIsPredictedAndReported() {
    var drawn = drawn(new Claim(34.2, 54.7, null), 5);
    assertEquals(
        List.of("M216 144.8h0", "M396 292h0"),
        drawn.classed("neighbour").stream().map(path -> path.getAttribute("d")).toList());
    assertTrue(drawn.texts().contains("predicted from its 5 other scores"));
  }

  @Test
  void theCorridorLiesAroundTheDiagonalAndIsCutAtTheEdges() {
    var drawn = drawn(new Claim(34.2, 54.7, null), 5);
    assertEquals(
        "M36 292L36 264.4L360 16L396 16L396 43.6L72 292Z", drawn.only("band").getAttribute("d"));
    assertEquals("36", drawn.only("median").getAttribute("x1"));
    assertEquals("16", drawn.only("median").getAttribute("y2"));
  }

  @Test
  void theCorridorIsAsWideAsEightOfTenNeed() {
    List<Neighbour> ten =
        IntStream.rangeClosed(1, 10).mapToObj(by -> new Neighbour(30, 30 + by)).toList();
    assertEquals(8, CasePlots.corridor(ten));
    assertEquals(8, CasePlots.corridor(ten.subList(0, 9)), "seven of nine are too few");
    assertEquals(1, CasePlots.corridor(ten.subList(0, 1)));
  }

  @Test
  void theClaimAndItsReproductionAreJoined() {
    var drawn = drawn(new Claim(34.2, 54.7, 33.9), 5);
    var joins = drawn.only("joins");
    assertEquals(36 + 6 * 34.2, Drawn.number(joins, "x1"), 0.051);
    assertEquals(292 - 4.6 * 54.7, Drawn.number(joins, "y1"), 0.051);
    assertEquals(292 - 4.6 * 33.9, Drawn.number(joins, "y2"), 0.051);
    assertTrue(drawn.texts().containsAll(List.of("reported 54.7", "reproduction 33.9")));
    assertEquals(
        "Its other scores predict 34.2\u2009%, it reports 54.7\u2009%; 80\u2009% of 2 models lie"
            + " within 6.0 of theirs; reproduced it scores 33.9\u2009%",
        drawn.title());
  }

  @Test
  void labelsStayWithinThePicture() {
    var drawn = drawn(new Claim(1, 54.7, 33.9), 1);
    assertEquals("reported 54.7", drawn.only("label flag").getTextContent());
    var right = drawn(new Claim(59, 54.7, 33.9), 1);
    assertEquals("reproduction 33.9", right.only("label dispute end").getTextContent());
    assertTrue(right.texts().contains("predicted from its other score"));
  }

  @Test
  void refusesACorridorThatIsNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new NeighbourPlot(AXIS, SOME, Double.NaN, new Claim(1, 2, null), 5));
  }

  private static Drawn drawn(Claim claim, int others) {
    return Drawn.of(new NeighbourPlot(AXIS, SOME, 6, claim, others).svg());
  }
}

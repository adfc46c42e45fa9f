package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds places for labels beside their points so that none covers another. */
final class Labels {
  private static final double HEIGHT = 15;
  private static final double COLUMN = 16;
  private static final double CHARACTER = 6.9;
  private static final double GAP = 4;
  private static final double DOT_COST = 1;
  private static final double FAR_COST = 4;
  private static final double WORST = 1e6;
  private static final int LADDER = 48;
  private static final List<Boolean> LEFT_FIRST = List.of(true, false);
  private static final List<Boolean> RIGHT_FIRST = List.of(false, true);

  private final Box area;
  private final Map<Integer, List<Curve.Point>> columns;
  private final List<Box> taken = new ArrayList<>();

  /**
   * Labels stay inside {@code area}, off {@code taken}, and where they can off {@code dots}.
   *
   * @param area of the plot
   * @param taken by marks
   * @param dots that may be covered, at a cost
   */
  Labels(Box area, List<Box> taken, List<Curve.Point> dots) {
    this.area = area;
    this.columns = dots.stream().collect(Collectors.groupingBy(dot -> column(dot.x())));
    this.taken.addAll(taken);
  }

  /**
   * A label in search of a place.
   *
   * @param x of its point
   * @param y of its point
   * @param radius of the point's mark
   * @param text to be drawn
   * @param must whether it may not be dropped
   */
  record Wanted(double x, double y, double radius, String text, boolean must) {
    double width() {
      return text.length() * CHARACTER;
    }
  }

  /**
   * A place for a label.
   *
   * @param x where the text is anchored
   * @param y its base line
   * @param end whether it is anchored at its end
   * @param box it covers
   * @param far whether a line must lead to its point
   */
  record Place(double x, double y, boolean end, Box box, boolean far) {}

  /** A place, taken from now on; none where it would cover another and may be dropped. */
  Optional<Place> place(Wanted wanted) {
    Place best = null;
    double least = Double.MAX_VALUE;
    int order = 0;
    for (Place candidate : candidates(wanted)) {
      double cost = cost(candidate) + 0.3 * order++;
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    boolean dropped = best == null || (!wanted.must() && least >= WORST);
    if (best == null || dropped) {
      return Optional.empty();
    }
    taken.add(best.box());
    return Optional.of(best);
  }

  private double cost(Place place) {
    double cost = place.far() ? FAR_COST : 0;
    cost += place.box().within(area) ? 0 : 2 * WORST;
    for (Box box : taken) {
      cost += box.overlaps(place.box()) ? WORST : 0;
    }
    return cost >= WORST ? cost : cost + DOT_COST * covered(place.box());
  }

  private int covered(Box box) {
    int covered = 0;
    for (int column = column(box.left()); column <= column(box.right()); column++) {
      for (Curve.Point dot : columns.getOrDefault(column, List.of())) {
        covered += box.holds(dot.x(), dot.y()) ? 1 : 0;
      }
    }
    return covered;
  }

  private static int column(double x) {
    return (int) Math.floor(x / COLUMN);
  }

  private List<Place> candidates(Wanted wanted) {
    var candidates = new ArrayList<Place>();
    double near = wanted.radius() + GAP;
    for (boolean end : wanted.must() ? LEFT_FIRST : RIGHT_FIRST) {
      candidates.add(beside(wanted, end, near, 0, false));
      candidates.add(beside(wanted, end, near - 2, -10, false));
      candidates.add(beside(wanted, end, near - 2, 10, false));
    }
    for (int rung = 1; rung <= (wanted.must() ? LADDER : 3); rung++) {
      for (boolean end : RIGHT_FIRST) {
        candidates.add(beside(wanted, end, near + 6, -8 - 14 * rung, true));
        candidates.add(beside(wanted, end, near + 6, 8 + 14 * rung, true));
      }
    }
    return candidates;
  }

  private static Place beside(Wanted wanted, boolean end, double dx, double dy, boolean far) {
    double x = end ? wanted.x() - dx : wanted.x() + dx;
    double middle = wanted.y() + dy;
    double left = end ? x - wanted.width() : x;
    var box = new Box(left, middle - HEIGHT / 2, left + wanted.width(), middle + HEIGHT / 2);
    return new Place(x, middle + 4, end, box, far);
  }
}

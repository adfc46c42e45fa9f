package org.evalledger.web;

import java.util.List;

/**
 * A smooth line through points that never overshoots them: cubic Hermite pieces with the slopes of
 * Fritsch and Carlson, "Monotone piecewise cubic interpolation" (1980), written as Bézier pieces.
 */
final class Curve {
  /**
   * A place in the picture, in pixels.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  private final List<Point> points;
  private final double[] slopes;

  /** Through at least two points whose x ascends strictly. */
  Curve(List<Point> points) {
    this.points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a curve has 2 points, got " + points.size());
    }
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i - 1).x() < points.get(i).x())) {
        throw new IllegalArgumentException("x must ascend, got " + points);
      }
    }
    this.slopes = slopes();
  }

  /** From the first point to the last. */
  String path() {
    var path = new StringBuilder("M").append(at(points.getFirst()));
    forwards(path);
    return path.toString();
  }

  /** The area between two curves, this one above. */
  String areaTo(Curve lower) {
    var path = new StringBuilder("M").append(at(points.getFirst()));
    forwards(path);
    path.append('L').append(at(lower.points.getLast()));
    lower.backwards(path);
    return path.append('Z').toString();
  }

  private void forwards(StringBuilder path) {
    for (int i = 0; i < points.size() - 1; i++) {
      piece(path, control(i, true), control(i, false), points.get(i + 1));
    }
  }

  private void backwards(StringBuilder path) {
    for (int i = points.size() - 2; i >= 0; i--) {
      piece(path, control(i, false), control(i, true), points.get(i));
    }
  }

  private static void piece(StringBuilder path, Point first, Point second, Point end) {
    path.append('C').append(at(first)).append(' ').append(at(second)).append(' ').append(at(end));
  }

  private Point control(int piece, boolean first) {
    Point from = points.get(piece);
    Point to = points.get(piece + 1);
    double third = (to.x() - from.x()) / 3;
    return first
        ? new Point(from.x() + third, from.y() + third * slopes[piece])
        : new Point(to.x() - third, to.y() - third * slopes[piece + 1]);
  }

  private double[] slopes() {
    int last = points.size() - 1;
    var secants = new double[last];
    for (int i = 0; i < last; i++) {
      Point from = points.get(i);
      Point to = points.get(i + 1);
      secants[i] = (to.y() - from.y()) / (to.x() - from.x());
    }
    var found = new double[last + 1];
    found[0] = secants[0];
    found[last] = secants[last - 1];
    for (int i = 1; i < last; i++) {
      boolean turns = secants[i - 1] * secants[i] <= 0;
      found[i] = turns ? 0 : 0.5 * (secants[i - 1] + secants[i]);
    }
    for (int i = 0; i < last; i++) {
      limit(found, i, secants[i]);
    }
    return found;
  }

  /** Keeps the slopes at both ends of a piece within the circle of radius 3. */
  private static void limit(double[] slopes, int piece, double secant) {
    if (secant == 0) {
      slopes[piece] = 0;
      slopes[piece + 1] = 0;
      return;
    }
    double alpha = slopes[piece] / secant;
    double beta = slopes[piece + 1] / secant;
    double length = Math.hypot(alpha, beta);
    if (length > 3) {
      slopes[piece] = 3 / length * alpha * secant;
      slopes[piece + 1] = 3 / length * beta * secant;
    }
  }

  private static String at(Point point) {
    return Svg.number(point.x()) + " " + Svg.number(point.y());
  }
}

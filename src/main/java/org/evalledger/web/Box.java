package org.evalledger.web;

/**
 * A rectangle in a picture, in pixels; y grows downwards.
 *
 * @param left edge
 * @param top edge
 * @param right edge
 * @param bottom edge
 */
record Box(double left, double top, double right, double bottom) {
  /** A square around a point. */
  static Box around(double x, double y, double half) {
    return new Box(x - half, y - half, x + half, y + half);
  }

  boolean overlaps(Box other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  boolean holds(double x, double y) {
    return x > left && x < right && y > top && y < bottom;
  }

  boolean within(Box outer) {
    return left >= outer.left && right <= outer.right && top >= outer.top && bottom <= outer.bottom;
  }
}

package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Very many small dots in few elements: each is a stroke without length, with round ends. */
final class Dots {
  /** Dots of one path do not darken each other; those of so many paths do. */
  private static final int LAYERS = 6;

  /** No figure draws more dots of one kind; of more, evenly chosen ones. */
  static final int MOST = 2500;

  /**
   * A dot.
   *
   * @param x from the left, in pixels
   * @param y from the top
   * @param entry what a script opens; may be empty
   */
  record Dot(double x, double y, String entry) {}

  private Dots() {}

  /** The dots as paths; {@code data-entries} names their entries in the same order. */
  static void draw(Svg svg, String classes, List<Dot> dots) {
    for (int layer = 0; layer < LAYERS; layer++) {
      var path = new StringBuilder();
      var entries = new ArrayList<String>();
      for (int i = layer; i < dots.size(); i += LAYERS) {
        Dot dot = dots.get(i);
        path.append('M').append(Svg.number(dot.x()));
        path.append(' ').append(Svg.number(dot.y())).append("h0");
        entries.add(dot.entry());
      }
      String named = String.join(" ", entries).strip();
      if (!entries.isEmpty() && named.isEmpty()) {
        svg.path(classes, path.toString());
      } else if (!entries.isEmpty()) {
        svg.leaf("path", "class", classes, "d", path.toString(), "data-entries", named);
      }
    }
  }

  /** Every how manyth is drawn. */
  static int stride(int dots) {
    return (dots + MOST - 1) / MOST;
  }

  /** At most {@value #MOST} of them, evenly chosen. */
  static <T> List<T> thinned(List<T> all) {
    int stride = stride(all.size());
    return stride <= 1
        ? all
        : IntStream.iterate(0, i -> i < all.size(), i -> i + stride).mapToObj(all::get).toList();
  }
}

package org.evalledger.web;

import java.util.List;

/**
 * Where a plot's area lies in its picture, in pixels; y grows downwards.
 *
 * @param left edge of the area
 * @param right edge
 * @param top edge
 * @param bottom edge
 * @param sizes along x
 * @param values along y
 */
record PlotArea(
    double left, double right, double top, double bottom, SizeAxis sizes, ValueAxis values) {
  double x(double parameters) {
    return left + (right - left) * sizes.share(parameters);
  }

  double y(double value) {
    return bottom - (bottom - top) * values.share(value);
  }

  /** Lines and labels of the values. */
  void drawValues(Svg svg) {
    for (double tick : values.ticks()) {
      svg.line("grid", left, y(tick), right, y(tick));
      svg.text("axis end", left - 8, y(tick) + 4, values.tick(tick));
    }
  }

  /** Labels of the sizes, the last with its unit, and what they are. */
  void drawSizes(Svg svg, int most, String name) {
    List<Double> ticks = sizes.ticks(most);
    for (int i = 0; i < ticks.size(); i++) {
      double tick = ticks.get(i);
      String unit = i == ticks.size() - 1 ? "\u2009B" : "";
      svg.line("tick", x(tick), bottom, x(tick), bottom + 4);
      svg.text("axis mid", x(tick), bottom + 18, SizeAxis.billions(tick) + unit);
    }
    svg.text("axis end", right, bottom + 38, name);
  }
}

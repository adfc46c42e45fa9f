package org.evalledger.web;

import java.util.Arrays;
import java.util.List;

/**
 * What a check saw, 320 by 84 pixels. Those of one page share their axis, so that they can be
 * compared down the page.
 *
 * @param axis along the bottom
 * @param content what is drawn over it
 */
public record CheckFigure(ValueAxis axis, Content content) {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 84;
  private static final double LEFT = 8;
  private static final double RIGHT = 304;
  private static final double FLOOR = 62;
  private static final double MARK = 16;
  private static final double MIDDLE_80 = 1.2816;

  /** What a check compares. */
  public sealed interface Content {}

  /**
   * How many neighbours reach what, and where the claim stands.
   *
   * @param counts of equally wide bins from the axis' low end to its high end; at least one
   * @param mark the claim
   */
  public record Histogram(List<Integer> counts, Mark mark) implements Content {
    public Histogram {
      counts = List.copyOf(counts);
      if (counts.isEmpty() || counts.stream().anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("counts must not be negative, got " + counts);
      }
    }

    /** Counts values; those beyond the axis go into its last bins. */
    public static Histogram of(ValueAxis axis, List<Double> values, int bins, Mark mark) {
      var counts = new Integer[bins];
      Arrays.fill(counts, 0);
      for (double value : values) {
        counts[Math.min(bins - 1, (int) (axis.share(value) * bins))]++;
      }
      return new Histogram(List.of(counts), mark);
    }
  }

  /**
   * What was expected, and where the claim stands.
   *
   * @param low end of what is expected
   * @param middle of it
   * @param high other end
   * @param mark the claim
   */
  public record Expected(double low, double middle, double high, Mark mark) implements Content {
    public Expected {
      if (!(low <= middle && middle <= high)) {
        throw new IllegalArgumentException("must ascend: " + low + " " + middle + " " + high);
      }
    }

    /**
     * What an assessment expects, from the scale a(s) = 2·asin(√s) that it is written on: the
     * middle 80 %, within 1.2816 standard deviations. For metrics where higher is better.
     *
     * @param expected on the scale of a
     * @param spread standard deviation on the scale of a, not negative
     * @param worst displayed value of s = 0
     * @param best displayed value of s = 1
     * @param mark the claim
     */
    public static Expected of(
        double expected, double spread, double worst, double best, Mark mark) {
      double reach = MIDDLE_80 * spread;
      return new Expected(
          displayed(expected - reach, worst, best),
          displayed(expected, worst, best),
          displayed(expected + reach, worst, best),
          mark);
    }

    private static double displayed(double a, double worst, double best) {
      double sine = Math.sin(Math.clamp(a, 0, Math.PI) / 2);
      return worst + (best - worst) * sine * sine;
    }
  }

  /**
   * Two measurements of the same.
   *
   * @param mark the claim
   * @param who claims it
   * @param other what somebody else measured
   * @param otherWho who that is
   * @param agrees whether it confirms the claim
   */
  public record Measured(Mark mark, String who, double other, String otherWho, boolean agrees)
      implements Content {}

  /**
   * The claim.
   *
   * @param value on the axis' scale
   * @param label as it is written beside the mark, as {@code 54.7} or {@code +21.0}
   * @param flagged whether this check speaks against it
   */
  public record Mark(double value, String label, boolean flagged) {}

  /** The picture; {@code conclusion} is the check's sentence. */
  public Markup svg(String conclusion) {
    var svg = Svg.picture("check", WIDTH, HEIGHT, conclusion);
    switch (content) {
      case Histogram histogram -> draw(svg, histogram);
      case Expected expected -> draw(svg, expected);
      case Measured measured -> draw(svg, measured);
    }
    svg.line("axis-line", LEFT - 8, FLOOR, RIGHT + 8, FLOOR);
    for (double tick : axis.ticks()) {
      svg.line("tick", x(tick), FLOOR, x(tick), FLOOR + 3);
      svg.text("axis mid", x(tick), FLOOR + 17, axis.tick(tick));
    }
    return svg.done("svg");
  }

  private double x(double value) {
    return LEFT + (RIGHT - LEFT) * axis.share(value);
  }

  private void draw(Svg svg, Histogram histogram) {
    int most = Math.max(1, histogram.counts().stream().mapToInt(Integer::intValue).max().orElse(1));
    double width = (RIGHT - LEFT) / histogram.counts().size();
    for (int i = 0; i < histogram.counts().size(); i++) {
      int count = histogram.counts().get(i);
      double height = (FLOOR - 20) * count / most;
      if (count > 0) {
        double shown = Math.max(1, height);
        svg.rect("neighbours", LEFT + width * i, FLOOR - shown, Math.max(1, width - 1), shown);
      }
    }
    double at = x(histogram.mark().value());
    svg.line(histogram.mark().flagged() ? "stem flag" : "stem", at, MARK, at, FLOOR);
    mark(svg, histogram.mark(), MARK, histogram.mark().label());
  }

  private void draw(Svg svg, Expected expected) {
    double from = x(expected.low());
    svg.rect("band", from, 30, Math.max(2, x(expected.high()) - from), 14);
    svg.line("median", x(expected.middle()), 30, x(expected.middle()), 44);
    String words =
        "expected %s \u00b1 %s (80\u2009%%)"
            .formatted(
                axis.print(expected.middle()), axis.print((expected.high() - expected.low()) / 2));
    double half = words.length() * 3.2;
    double middle = Math.clamp(x(expected.middle()), LEFT + half, RIGHT - half);
    boolean apart = Math.abs(x(expected.mark().value()) - middle) > half + 16;
    svg.text("label quiet mid", middle, apart ? 22 : 58, words);
    double at = x(expected.mark().value());
    shape(svg, expected.mark(), 37);
    svg.text(
        "label mid " + tone(expected.mark()),
        Math.clamp(at, 24, WIDTH - 24.0),
        22,
        expected.mark().label());
  }

  private void draw(Svg svg, Measured measured) {
    mark(svg, measured.mark(), MARK, measured.who() + " " + measured.mark().label());
    double at = x(measured.other());
    svg.circle(measured.agrees() ? "agrees" : "disagrees", at, 42, 4.5);
    String tone = measured.agrees() ? "label" : "label dispute";
    beside(svg, tone, at, 42, measured.otherWho() + " " + axis.print(measured.other()));
  }

  private void mark(Svg svg, Mark mark, double y, String text) {
    shape(svg, mark, y);
    beside(svg, "label " + tone(mark), x(mark.value()), y, text);
  }

  private void shape(Svg svg, Mark mark, double y) {
    if (mark.flagged()) {
      svg.triangle("triangle", x(mark.value()), y, 12);
    } else {
      svg.circle("dot", x(mark.value()), y, 5);
    }
  }

  /** On the left where there is room, else on the right. */
  private static void beside(Svg svg, String classes, double x, double y, String text) {
    boolean left = x - 12 > text.length() * 6.9;
    svg.text(left ? classes + " end" : classes, left ? x - 12 : x + 12, y + 4, text);
  }

  private static String tone(Mark mark) {
    return mark.flagged() ? "flag" : "accent";
  }
}

package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reported scores against those predicted from the same models' other scores: honest ones lie along
 * the diagonal. Its sister, scores by size, is {@link SizePlot.Shape#CASE}.
 *
 * @param axis of both directions
 * @param neighbours the other models
 * @param corridor half the width that holds 80 % of them
 * @param claim the one in doubt
 * @param others from how many other scores it is predicted
 */
public record NeighbourPlot(
    ValueAxis axis, List<Neighbour> neighbours, double corridor, Claim claim, int others) {
  private static final SizePlot.Shape SHAPE = SizePlot.Shape.CASE;

  public NeighbourPlot {
    neighbours = List.copyOf(neighbours);
    if (!(corridor >= 0) || Double.isInfinite(corridor)) {
      throw new IllegalArgumentException("no corridor of " + corridor);
    }
  }

  /**
   * A model.
   *
   * @param predicted from its other scores
   * @param reported by its submitter
   */
  public record Neighbour(double predicted, double reported) {}

  /**
   * What is in doubt.
   *
   * @param predicted from its other scores
   * @param reported by its submitter
   * @param reproduced what somebody else measured; null where nobody did
   */
  public record Claim(double predicted, double reported, @Nullable Double reproduced) {}

  /** The picture. */
  public Markup svg() {
    var svg = Svg.picture("neighbours-plot", SHAPE.width, SHAPE.height, conclusion());
    for (double tick : axis.ticks()) {
      svg.line("grid", left(), y(tick), right(), y(tick));
      svg.text("axis end", left() - 8, y(tick) + 4, axis.tick(tick));
      svg.text("axis mid", x(tick), bottom() + 18, axis.tick(tick));
    }
    String many = others == 1 ? "its other score" : "its " + others + " other scores";
    svg.text("axis end", right(), bottom() + 38, "predicted from " + many);
    corridor(svg);
    Dots.draw(svg, "neighbour", Dots.thinned(neighbours).stream().map(this::dot).toList());
    claim(svg);
    return svg.done("svg");
  }

  /** One sentence with what the picture shows. */
  public String conclusion() {
    String said =
        "Its other scores predict %s%s, it reports %s%s; 80\u2009%% of %s models lie within %s of theirs"
            .formatted(
                axis.print(claim.predicted()),
                axis.unit(),
                axis.print(claim.reported()),
                axis.unit(),
                Svg.count(neighbours.size()),
                axis.print(corridor));
    Double reproduced = claim.reproduced();
    return reproduced == null
        ? said
        : said + "; reproduced it scores " + axis.print(reproduced) + axis.unit();
  }

  /** The corridor within the area: the diagonal's neighbours, cut at all four edges. */
  private void corridor(Svg svg) {
    double low = axis.low();
    double high = axis.high();
    double half = Math.min(corridor, high - low);
    svg.path(
        "band",
        "M%sL%sL%sL%sL%sL%sZ"
            .formatted(
                at(low, low),
                at(low, low + half),
                at(high - half, high),
                at(high, high),
                at(high, high - half),
                at(low + half, low)));
    svg.line("median", x(low), y(low), x(high), y(high));
  }

  private void claim(Svg svg) {
    double at = x(claim.predicted());
    Double reproduced = claim.reproduced();
    if (reproduced != null) {
      svg.line("joins", at, y(claim.reported()), at, y(reproduced));
      svg.circle("disagrees", at, y(reproduced), 4.5);
    }
    svg.triangle("triangle", at, y(claim.reported()), 14);
    String reported = "reported " + axis.print(claim.reported());
    beside(svg, "label flag", at, y(claim.reported()), reported, true);
    if (reproduced != null) {
      beside(
          svg,
          "label dispute",
          at,
          y(reproduced) + 22,
          "reproduction " + axis.print(reproduced),
          false);
      svg.line("leader", at + 4, y(reproduced) + 5, at + 12, y(reproduced) + 14);
    }
  }

  private void beside(Svg svg, String classes, double x, double y, String text, boolean left) {
    double width = text.length() * 6.9 + 12;
    boolean end = left ? x - width > left() : x + width > right();
    svg.text(end ? classes + " end" : classes, end ? x - 12 : x + 12, y + 4, text);
  }

  private Dots.Dot dot(Neighbour neighbour) {
    return new Dots.Dot(x(neighbour.predicted()), y(neighbour.reported()), "");
  }

  private String at(double predicted, double reported) {
    return Svg.number(x(predicted)) + " " + Svg.number(y(reported));
  }

  private double x(double value) {
    return left() + (right() - left()) * axis.share(value);
  }

  private double y(double value) {
    return bottom() - (bottom() - SHAPE.edges().top()) * axis.share(value);
  }

  private static double left() {
    return SHAPE.edges().left();
  }

  private static double right() {
    return SHAPE.width - SHAPE.edges().right();
  }

  private static double bottom() {
    return SHAPE.height - SHAPE.edges().bottom();
  }
}

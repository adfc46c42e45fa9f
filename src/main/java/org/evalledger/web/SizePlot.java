package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.evalledger.baseline.SizeBand;
import org.jspecify.annotations.Nullable;

/**
 * Scores against sizes on a log scale, with what models of each size score.
 *
 * <p>Dots without a link are for a script: the group {@code g.makers} holds one circle each, the
 * paths {@code path.derivative} one {@code Mx yh0} each, and their attribute {@code data-entries}
 * the entries in the same order, as {@code index} or {@code index.result}. The picture's {@code
 * data-left}, {@code data-right} (pixels), {@code data-low} and {@code data-high} (parameters) tell
 * how sizes lie on its log scale.
 *
 * @param shape how large, and how much is said
 * @param values the scale upwards; where it has a zero it starts there
 * @param dots one for each model
 * @param nodes the baseline by size, sorted here, the first of each size; fewer than two draw none
 * @param chance what guessing scores; null where there is no such thing
 * @param region which sizes the table below shows; null for all
 */
public record SizePlot(
    Shape shape,
    ValueAxis values,
    List<Dot> dots,
    List<Node> nodes,
    @Nullable Double chance,
    @Nullable Region region) {
  public SizePlot {
    dots = List.copyOf(dots);
    var ascending = new TreeMap<Double, Node>();
    nodes.forEach(node -> ascending.putIfAbsent(node.parameters(), node));
    nodes = List.copyOf(ascending.values());
  }

  /** Forms of the picture, and how much each says. */
  public enum Shape {
    /** As wide as a page. */
    WIDE(1280, 560, 12, 52, 108, 28, 48),
    /** Beside a column. */
    MIDDLE(840, 448, 8, 52, 96, 28, 48),
    /** A phone's page: only what is flagged or leads has a name. */
    PHONE(358, 330, 0, 40, 8, 28, 48),
    /** One of a case's two pictures: the claim and its reproduction are told. */
    CASE(404, 340, 2, 36, 8, 16, 48),
    /** On a card that links to the page: half as large again there. */
    CARD(726, 236, 4, 44, 96, 20, 40);

    final int width;
    final int height;
    final int labels;
    private final int left;
    private final int right;
    private final int top;
    private final int bottom;

    Shape(int width, int height, int labels, int left, int right, int top, int bottom) {
      this.width = width;
      this.height = height;
      this.labels = labels;
      this.left = left;
      this.right = right;
      this.top = top;
      this.bottom = bottom;
    }

    Edges edges() {
      return new Edges(left, right, top, bottom);
    }

    boolean narrow() {
      return width < 500;
    }
  }

  /**
   * Room around a plot's area, in pixels.
   *
   * @param left for the values
   * @param right for what the bands are
   * @param top for what the region is
   * @param bottom for the sizes
   */
  record Edges(int left, int right, int top, int bottom) {}

  /** What a dot stands for. */
  public enum Kind {
    /** A model by whoever made its base. */
    MAKER,
    /** A fine-tune or merge of another one's model. */
    DERIVATIVE,
    /** Flagged: always named. */
    FLAGGED,
    /** Leads on the word of a first party: always named. */
    CLAIMED_LEAD
  }

  /**
   * One model's result.
   *
   * @param model {@code namespace/name}
   * @param parameters of it, positive
   * @param value on the displayed scale
   * @param kind what it stands for
   * @param index of the result's entry
   * @param result zero-based position in the entry
   * @param reproduced what a reproduction that disagrees measured; null for none
   */
  public record Dot(
      String model,
      double parameters,
      double value,
      Kind kind,
      long index,
      int result,
      @Nullable Double reproduced) {
    public Dot {
      if (!(parameters > 0) || Double.isInfinite(parameters) || !Double.isFinite(value)) {
        throw new IllegalArgumentException("no place for " + parameters + ", " + value);
      }
    }

    /** The name without its namespace. */
    String name() {
      return model.substring(model.indexOf('/') + 1);
    }

    /** The page that shows the result. */
    String address() {
      return "/entries/" + index + "#result-" + result;
    }
  }

  /**
   * The baseline at one size.
   *
   * @param parameters the size
   * @param band what models of it score
   */
  public record Node(double parameters, Band band) {
    public Node {
      if (!(parameters > 0) || Double.isInfinite(parameters)) {
        throw new IllegalArgumentException("no place for " + parameters);
      }
    }
  }

  /**
   * The baseline as the catalogue gives it; sizes at which nothing is known are left out.
   *
   * @param bands by size
   * @param factor from the metric's scale to the displayed one, as 100 for a proportion
   */
  public static List<Node> nodes(List<SizeBand> bands, double factor) {
    var nodes = new ArrayList<Node>();
    for (SizeBand one : bands) {
      double parameters = one.parameters().value().doubleValue();
      Band.of(one, factor).ifPresent(band -> nodes.add(new Node(parameters, band)));
    }
    return nodes;
  }

  /**
   * A range of sizes.
   *
   * @param from fewest parameters, positive
   * @param to most parameters, above {@code from}
   */
  public record Region(double from, double to) {
    public Region {
      if (!(from > 0) || !(from < to) || Double.isInfinite(to)) {
        throw new IllegalArgumentException("no sizes from " + from + " to " + to);
      }
    }

    /** As {@code 5–10 B}. */
    String words() {
      return SizeAxis.billions(from) + "\u2013" + SizeAxis.billions(to) + "\u2009B";
    }
  }

  /** The picture. */
  public Markup svg() {
    return new SizeDrawing(this, frame()).svg();
  }

  /** This picture and the narrower ones; style shows the one that fits the reader's screen. */
  public Markup forAllWidths() {
    var all = new StringBuilder("<div class=\"size-plots\">");
    for (Shape one : Shape.values()) {
      if (one != Shape.CASE && one != Shape.CARD && one.width <= shape.width) {
        all.append(new SizePlot(one, values, dots, nodes, chance, region).svg().html());
      }
    }
    return new Markup(all.append("</div>").toString());
  }

  /** One sentence with what the picture shows. */
  public String conclusion() {
    var said = new StringBuilder("Score against size of ");
    said.append(Svg.count(dots.size())).append(dots.size() == 1 ? " model" : " models");
    if (nodes.size() > 1) {
      said.append(", median ").append(median(nodes.getFirst()));
      said.append(" and ").append(median(nodes.getLast()));
    }
    long flagged = dots.stream().filter(dot -> dot.kind() == Kind.FLAGGED).count();
    return said.append(flagged == 0 ? ", none flagged" : ", " + Svg.count(flagged) + " flagged")
        .toString();
  }

  private String median(Node node) {
    return "%s%s at %s\u2009B"
        .formatted(
            values.print(node.band().median()),
            values.unit(),
            SizeAxis.billions(node.parameters()));
  }

  PlotArea frame() {
    DoubleStream sizes =
        Stream.concat(dots.stream().map(Dot::parameters), nodes.stream().map(Node::parameters))
            .mapToDouble(Double::doubleValue);
    Edges edges = shape.edges();
    return new PlotArea(
        edges.left(),
        shape.width - edges.right(),
        edges.top(),
        shape.height - edges.bottom(),
        SizeAxis.holding(sizes.toArray()),
        values);
  }
}

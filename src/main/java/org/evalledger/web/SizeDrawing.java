package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.evalledger.web.SizePlot.Dot;
import org.evalledger.web.SizePlot.Kind;
import org.evalledger.web.SizePlot.Node;
import org.evalledger.web.SizePlot.Region;
import org.evalledger.web.SizePlot.Shape;

/** Draws a {@link SizePlot}, from the back to the front. */
final class SizeDrawing {
  private final SizePlot plot;
  private final PlotArea frame;
  private final Svg svg = new Svg();

  SizeDrawing(SizePlot plot, PlotArea frame) {
    this.plot = plot;
    this.frame = frame;
  }

  /** A group, not an image: it holds links, which readers must reach. */
  Markup svg() {
    Shape shape = plot.shape();
    svg.open(
        "svg",
        "class",
        "fig size-plot " + shape.name().toLowerCase(Locale.ROOT),
        "viewBox",
        "0 0 %d %d".formatted(shape.width, shape.height),
        "width",
        "" + shape.width,
        "height",
        "" + shape.height,
        "role",
        "group",
        "aria-label",
        plot.conclusion(),
        "data-left",
        Svg.number(frame.left()),
        "data-right",
        Svg.number(frame.right()),
        "data-low",
        Svg.number(frame.sizes().low()),
        "data-high",
        Svg.number(frame.sizes().high()));
    svg.open("g", "aria-hidden", "true");
    frame.drawValues(svg);
    frame.drawSizes(
        svg, shape.narrow() ? 6 : 9, shape == Shape.CASE ? "parameters" : "parameters, log scale");
    bands();
    regionBehind();
    chance();
    derivatives();
    makers();
    regionInFront();
    svg.close("g");
    new SizeMarks(plot, frame, svg).draw();
    return svg.done("svg");
  }

  private void bands() {
    if (plot.nodes().size() < 2) {
      return;
    }
    svg.path("band", curve(Band::high).areaTo(curve(Band::low)));
    svg.path("inner-band", curve(Band::highInner).areaTo(curve(Band::lowInner)));
    svg.path("median", curve(Band::median).path());
    if (plot.shape().edges().right() > 60) {
      bandWords(plot.nodes().getLast());
    }
  }

  private Curve curve(ToDoubleFunction<Band> quantile) {
    var points = new ArrayList<Curve.Point>();
    for (Node node : plot.nodes()) {
      double y = frame.y(quantile.applyAsDouble(node.band()));
      points.add(new Curve.Point(frame.x(node.parameters()), y));
    }
    return new Curve(points);
  }

  /** Beside the area, at the height of the bands' right end, 16 pixels from each other. */
  private void bandWords(Node last) {
    Band band = last.band();
    double middle = frame.y(band.median());
    double top = Math.min(frame.y(band.high()), middle - 16);
    double bottom = Math.max(frame.y(band.low()), middle + 16);
    bandWord(last, band.high(), top, "axis", band.below() + "\u2009% are below");
    bandWord(last, band.median(), middle, "axis strong", "median");
    bandWord(last, band.low(), bottom, "axis", band.above() + "\u2009% are below");
  }

  private void bandWord(Node last, double value, double y, String classes, String words) {
    double end = frame.x(last.parameters());
    if (end < frame.right() - 8) {
      svg.line("band-end", end, frame.y(value), frame.right() + 4, y);
    }
    svg.text(classes, frame.right() + 8, y + 4, words);
  }

  private void chance() {
    Double chance = plot.chance();
    if (chance == null) {
      return;
    }
    double y = frame.y(chance);
    svg.line("chance", frame.left(), y, frame.right(), y);
    svg.text("axis halo", frame.left() + 4, y + 16, "chance, " + plot.values().tick(chance));
  }

  private void derivatives() {
    List<Dots.Dot> dots =
        Dots.thinned(of(Kind.DERIVATIVE)).stream()
            .map(one -> new Dots.Dot(x(one), y(one), entry(one)))
            .toList();
    Dots.draw(svg, "derivative", dots);
    int stride =
        Math.max(Dots.stride(of(Kind.DERIVATIVE).size()), Dots.stride(of(Kind.MAKER).size()));
    if (stride > 1) {
      svg.text(
          "axis", frame.left(), frame.bottom() + 38, "one model in %d drawn".formatted(stride));
    }
  }

  private void makers() {
    List<Dot> dots = Dots.thinned(of(Kind.MAKER));
    if (dots.isEmpty()) {
      return;
    }
    String entries = String.join(" ", dots.stream().map(SizeDrawing::entry).toList());
    svg.open("g", "class", "makers", "data-entries", entries);
    for (Dot dot : dots) {
      svg.leaf("circle", "cx", Svg.number(x(dot)), "cy", Svg.number(y(dot)), "r", "3");
    }
    svg.close("g");
  }

  private void regionBehind() {
    Region region = plot.region();
    if (region != null) {
      double from = frame.x(region.from());
      double width = frame.x(region.to()) - from;
      svg.rect("brush", from, frame.top(), width, frame.bottom() - frame.top());
    }
  }

  private void regionInFront() {
    Region region = plot.region();
    if (region == null) {
      return;
    }
    for (double size : List.of(region.from(), region.to())) {
      double x = frame.x(size);
      svg.line("brush-edge", x, frame.top(), x, frame.bottom());
      svg.leaf(
          "rect",
          "class",
          "brush-handle",
          "x",
          Svg.number(x - 3),
          "y",
          Svg.number(frame.bottom() - 34),
          "width",
          "6",
          "height",
          "24",
          "rx",
          "2");
    }
    String words = region.words() + (plot.shape().narrow() ? "" : ", in the table below");
    double half = words.length() * 3.4;
    double middle = (frame.x(region.from()) + frame.x(region.to())) / 2;
    double x = Math.clamp(middle, frame.left() + half, frame.right() - half);
    svg.text("label accent mid", x, frame.top() - 8, words);
  }

  private List<Dot> of(Kind kind) {
    return plot.dots().stream().filter(dot -> dot.kind() == kind).toList();
  }

  private double x(Dot dot) {
    return frame.x(dot.parameters());
  }

  private double y(Dot dot) {
    return frame.y(dot.value());
  }

  private static String entry(Dot dot) {
    return dot.result() == 0 ? "" + dot.index() : dot.index() + "." + dot.result();
  }
}

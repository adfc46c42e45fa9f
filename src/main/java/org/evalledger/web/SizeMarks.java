package org.evalledger.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.evalledger.web.SizePlot.Dot;
import org.evalledger.web.SizePlot.Kind;
import org.evalledger.web.SizePlot.Shape;

/** The named marks of a {@link SizePlot}: what is flagged, what leads, and those who stand out. */
final class SizeMarks {
  private static final int LONGEST = 44;
  private static final int LONGEST_ON_PHONES = 20;

  /** So many labels find a place on the smallest picture; the others are marks with a title. */
  private static final int NAMED = 40;

  private final SizePlot plot;
  private final PlotArea frame;
  private final Svg svg;
  private final Labels labels;
  private int names;

  SizeMarks(SizePlot plot, PlotArea frame, Svg svg) {
    this.plot = plot;
    this.frame = frame;
    this.svg = svg;
    this.labels = new Labels(area(), taken(), points());
  }

  void draw() {
    List<Dot> special = plot.dots().stream().filter(SizeMarks::special).toList();
    special.forEach(this::joint);
    special.stream()
        .sorted(Comparator.comparingDouble(Dot::value).reversed())
        .forEach(dot -> named(dot, names++ < NAMED));
    int most = plot.shape().labels;
    int drawn = 0;
    for (Dot dot : outstanding()) {
      if (drawn < most && ordinary(dot)) {
        drawn++;
      }
    }
  }

  private static boolean special(Dot dot) {
    return switch (dot.kind()) {
      case FLAGGED, CLAIMED_LEAD -> true;
      case MAKER, DERIVATIVE -> false;
    };
  }

  /** A line from the claim to what the reproduction measured, and its ring. */
  private void joint(Dot dot) {
    Double reproduced = dot.reproduced();
    if (reproduced != null) {
      double x = x(dot);
      svg.line("joins", x, y(dot), x, frame.y(reproduced));
      svg.circle("disagrees", x, frame.y(reproduced), 4.5);
    }
  }

  private void named(Dot dot, boolean labelled) {
    boolean flagged = dot.kind() == Kind.FLAGGED;
    svg.open("a", "href", dot.address(), "class", flagged ? "flag" : "accent");
    svg.title(told(dot) + (flagged ? ", flagged" : ", claimed lead"));
    if (flagged) {
      svg.triangle("triangle", x(dot), y(dot), 16);
    } else {
      svg.circle("lead", x(dot), y(dot), 6);
    }
    if (labelled) {
      label(x(dot), y(dot), 8, text(dot), flagged ? "label flag" : "label accent", true);
    }
    svg.close("a");
    Double reproduced = dot.reproduced();
    if (labelled && reproduced != null) {
      String text = plot.values().print(reproduced);
      String words =
          plot.shape() == Shape.WIDE || plot.shape() == Shape.MIDDLE
              ? text + " when reproduced"
              : "reproduction " + text;
      label(x(dot), frame.y(reproduced), 5, words, "label dispute", true);
    }
  }

  private String text(Dot dot) {
    String value = plot.values().print(dot.value());
    boolean lead = dot.kind() == Kind.CLAIMED_LEAD;
    return switch (plot.shape()) {
      case WIDE, MIDDLE -> shortened(dot.model()) + " " + value + (lead ? ", claimed lead" : "");
      case PHONE, CARD -> lead ? "claimed lead" : shortened(dot.name()) + " " + value;
      case CASE -> "reported " + value;
    };
  }

  private String told(Dot dot) {
    return "%s, %s\u2009B, %s%s"
        .formatted(
            dot.model(),
            SizeAxis.billions(dot.parameters()),
            plot.values().print(dot.value()),
            plot.values().unit());
  }

  private boolean ordinary(Dot dot) {
    var wanted = new Labels.Wanted(x(dot), y(dot), 3, shortened(dot.name()), false);
    return labels
        .place(wanted)
        .map(
            place -> {
              svg.open("a", "href", dot.address()).title(told(dot));
              write(wanted, place, "label");
              svg.close("a");
              return true;
            })
        .orElse(false);
  }

  private void label(double x, double y, double radius, String text, String classes, boolean must) {
    var wanted = new Labels.Wanted(x, y, radius, text, must);
    labels.place(wanted).ifPresent(place -> write(wanted, place, classes));
  }

  private void write(Labels.Wanted wanted, Labels.Place place, String classes) {
    if (place.far()) {
      double end = place.end() ? place.x() + 2 : place.x() - 2;
      svg.line("leader", wanted.x(), wanted.y(), end, place.y() - 4);
    }
    svg.text(place.end() ? classes + " end" : classes, place.x(), place.y(), wanted.text());
  }

  /** Makers' models, the best and the worst of each twelfth of the scale, the best first. */
  private List<Dot> outstanding() {
    var best = new TreeMap<Integer, Dot>();
    var worst = new TreeMap<Integer, Dot>();
    for (Dot dot : plot.dots()) {
      if (dot.kind() == Kind.MAKER) {
        int bin = (int) (12 * frame.sizes().share(dot.parameters()));
        best.merge(bin, dot, (one, other) -> one.value() >= other.value() ? one : other);
        worst.merge(bin, dot, (one, other) -> one.value() <= other.value() ? one : other);
      }
    }
    var all = new ArrayList<Dot>(best.descendingMap().values());
    worst.values().stream().filter(dot -> !all.contains(dot)).forEach(all::add);
    return all;
  }

  private Box area() {
    return new Box(frame.left(), frame.top(), frame.right(), frame.bottom());
  }

  private List<Curve.Point> points() {
    return plot.dots().stream().map(dot -> new Curve.Point(x(dot), y(dot))).toList();
  }

  private List<Box> taken() {
    var taken = new ArrayList<Box>();
    for (Dot dot : plot.dots()) {
      if (special(dot)) {
        taken.add(Box.around(x(dot), y(dot), 9));
        Double reproduced = dot.reproduced();
        if (reproduced != null) {
          double other = frame.y(reproduced);
          taken.add(
              new Box(x(dot) - 2, Math.min(y(dot), other), x(dot) + 2, Math.max(y(dot), other)));
          taken.add(Box.around(x(dot), other, 6));
        }
      }
    }
    Double chance = plot.chance();
    if (chance != null) {
      double y = frame.y(chance);
      taken.add(new Box(frame.left(), y + 2, frame.left() + 90, y + 20));
    }
    return taken;
  }

  private double x(Dot dot) {
    return frame.x(dot.parameters());
  }

  private double y(Dot dot) {
    return frame.y(dot.value());
  }

  /** The whole name is in the link's title. */
  private String shortened(String name) {
    int longest = plot.shape().narrow() ? LONGEST_ON_PHONES : LONGEST;
    int points = name.codePointCount(0, name.length());
    return points <= longest
        ? name
        : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "\u2026";
  }
}

package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row's value in its place among size-matched models. As wide as its cell: horizontal places
 * are shares of the width, vertical ones pixels from the middle.
 *
 * @param axis the scale of the whole table
 * @param band what size-matched models score; null where nothing is known of them
 * @param chance what guessing scores; null where there is no such thing
 * @param content the value, or why there is none
 */
public record RangePlot(
    ValueAxis axis, @Nullable Band band, @Nullable Double chance, Content content) {
  private static final int HEIGHT = 40;
  private static final double LABEL_ROOM = 0.56;

  /** Share of the width that a few words take in the narrowest table. */
  private static final double WORDS_ROOM = 0.72;

  /** What a row has to show. */
  public sealed interface Content {}

  /**
   * A value that was reported.
   *
   * @param value on the axis' scale
   * @param margin half of its 95 % interval; null where it is not known
   * @param flagged whether its suspicion reaches the threshold in force
   * @param claimedLead whether it leads on a first party's word alone
   * @param reproductions what others measured
   */
  public record Reported(
      double value,
      @Nullable Double margin,
      boolean flagged,
      boolean claimedLead,
      List<Repeat> reproductions)
      implements Content {
    public Reported {
      reproductions = List.copyOf(reproductions);
    }
  }

  /**
   * No value.
   *
   * @param reason in words, as {@code never reported}
   */
  public record Missing(String reason) implements Content {}

  /**
   * What somebody else measured.
   *
   * @param value on the axis' scale
   * @param agrees whether it confirms the claim
   * @param label drawn beside one that disagrees; may be empty
   */
  public record Repeat(double value, boolean agrees, String label) {}

  /** The labels of the scale, for the table's head. */
  public static Markup head(ValueAxis axis) {
    var svg =
        new Svg()
            .open(
                "svg",
                "class",
                "fig range-head",
                "width",
                "100%",
                "height",
                "16",
                "aria-hidden",
                "true");
    for (double tick : axis.ticks()) {
      svg.element("text", axis.tick(tick), "class", "axis mid", "x", share(axis, tick), "y", "12");
    }
    return svg.done("svg");
  }

  /** The row's picture. */
  public Markup svg() {
    var svg =
        new Svg()
            .open(
                "svg", "class", "fig range", "width", "100%", "height", "" + HEIGHT, "role", "img")
            .title(conclusion());
    axis.ticks().forEach(tick -> vertical(svg, "grid", tick, "0", "100%"));
    svg.open("svg", "y", "50%", "overflow", "visible");
    if (chance != null && content instanceof Reported) {
      vertical(svg, "chance", chance, "-9", "9");
    }
    switch (content) {
      case Reported reported -> {
        drawnBand().ifPresentOrElse(band -> draw(svg, band), () -> tooFew(svg, reported.value()));
        draw(svg, reported);
      }
      case Missing missing -> draw(svg, missing);
    }
    return svg.close("svg").done("svg");
  }

  private Optional<Band> drawnBand() {
    return Optional.ofNullable(band).filter(Band::drawn);
  }

  private void draw(Svg svg, Band band) {
    int height = band.thin() ? 8 : 14;
    bar(svg, "band", band.low(), band.high(), height);
    bar(svg, "inner-band", band.lowInner(), band.highInner(), height);
    vertical(svg, "median", band.median(), "-" + height / 2, "" + height / 2);
  }

  private void bar(Svg svg, String classes, double from, double to, int height) {
    svg.leaf(
        "rect",
        "class",
        classes,
        "x",
        share(axis, from),
        "y",
        "-" + height / 2,
        "width",
        Svg.percent(axis.share(to) - axis.share(from)),
        "height",
        "" + height);
  }

  /** On the side that the mark leaves free; below it where it stands in the middle of both. */
  private void tooFew(Svg svg, double value) {
    double share = axis.share(value);
    boolean right = share < 0.5;
    boolean isBetween = share > 1 - WORDS_ROOM && share < WORDS_ROOM;
    String classes = right ? "said end" : "said";
    said(svg, "too few to compare", classes, right ? 1 : 0, "0", isBetween ? "18" : "4");
  }

  private void draw(Svg svg, Reported reported) {
    reported.reproductions().stream()
        .filter(repeat -> !repeat.agrees())
        .forEach(repeat -> disagreeing(svg, reported, repeat));
    Double margin = reported.margin();
    if (margin != null) {
      double value = reported.value();
      String shape = reported.flagged() ? "interval flag" : "interval";
      level(svg, shape, value - margin, value + margin);
    }
    if (reported.reproductions().stream().anyMatch(Repeat::agrees)) {
      dot(svg, "halo", reported.value(), 9);
      dot(svg, "agrees", reported.value(), 8);
    }
    mark(svg, reported);
    label(svg, reported);
  }

  private void mark(Svg svg, Reported reported) {
    if (reported.flagged()) {
      svg.open("svg", "x", share(axis, reported.value()), "overflow", "visible")
          .triangle("triangle", 0, 0, 13)
          .close("svg");
    } else {
      dot(svg, reported.claimedLead() ? "lead" : "dot", reported.value(), 5);
    }
  }

  private void disagreeing(Svg svg, Reported reported, Repeat repeat) {
    level(svg, "joins", repeat.value(), reported.value());
    dot(svg, "disagrees", repeat.value(), 4);
  }

  /** Only the first disagreeing one is labelled: two labels would not fit a row. */
  private void label(Svg svg, Reported reported) {
    var labelled =
        reported.reproductions().stream()
            .filter(repeat -> !repeat.agrees() && !repeat.label().isEmpty())
            .findFirst();
    if (labelled.isEmpty()) {
      return;
    }
    double right = axis.share(Math.max(reported.value(), labelled.get().value()));
    double left = axis.share(Math.min(reported.value(), labelled.get().value()));
    boolean after = right <= LABEL_ROOM || 1 - right > left;
    svg.element(
        "text",
        labelled.get().label(),
        "class",
        after ? "label dispute" : "label dispute end",
        "x",
        Svg.percent(after ? right : left),
        "dx",
        after ? "12" : "-12",
        "y",
        "4");
  }

  /** On a phone the reason stands alone, at the beginning: the outline would leave it no room. */
  private void draw(Svg svg, Missing missing) {
    var place = drawnBand();
    if (place.isEmpty()) {
      said(svg, missing.reason(), "said", 0, "0");
      return;
    }
    Band one = place.get();
    bar(svg, "missing", one.low(), one.high(), 14);
    boolean left = axis.share(one.low()) > 0.5;
    double at = axis.share(left ? one.low() : one.high());
    said(svg, missing.reason(), left ? "said wide end" : "said wide", at, left ? "-10" : "10");
    said(svg, missing.reason(), "said narrow", 0, "0");
  }

  private static void said(Svg svg, String words, String classes, double at, String dx) {
    said(svg, words, classes, at, dx, "4");
  }

  private static void said(Svg svg, String words, String classes, double at, String dx, String y) {
    svg.element("text", words, "class", classes, "x", Svg.percent(at), "dx", dx, "y", y);
  }

  private void level(Svg svg, String classes, double from, double to) {
    svg.leaf(
        "line",
        "class",
        classes,
        "x1",
        share(axis, from),
        "y1",
        "0",
        "x2",
        share(axis, to),
        "y2",
        "0");
  }

  private void vertical(Svg svg, String classes, double at, String y1, String y2) {
    svg.leaf(
        "line", "class", classes, "x1", share(axis, at), "y1", y1, "x2", share(axis, at), "y2", y2);
  }

  private void dot(Svg svg, String classes, double at, int radius) {
    svg.leaf("circle", "class", classes, "cx", share(axis, at), "cy", "0", "r", "" + radius);
  }

  private static String share(ValueAxis axis, double value) {
    return Svg.percent(axis.share(value));
  }

  private String conclusion() {
    return switch (content) {
      case Missing missing -> "No value: " + missing.reason();
      case Reported reported -> {
        var parts = new ArrayList<String>();
        parts.add(
            axis.print(reported.value()) + axis.unit() + (reported.flagged() ? ", flagged" : ""));
        parts.add(drawnBand().map(one -> one.place(reported.value())).orElse("too few to compare"));
        for (Repeat repeat : reported.reproductions()) {
          parts.add(
              axis.print(repeat.value())
                  + axis.unit()
                  + (repeat.agrees()
                      ? " when reproduced, which agrees"
                      : " when reproduced, which disagrees"));
        }
        yield String.join("; ", parts);
      }
    };
  }
}

package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A card: what stands for a page where somebody links to it, {@value Frame.Card#WIDTH} by {@value
 * Frame.Card#HEIGHT} pixels. It says what the page says, with the page's own figures.
 */
final class CardDrawing {
  private static final double LEFT = 56;
  private static final double RIGHT = Frame.Card.WIDTH - LEFT;
  private static final double ROOM = RIGHT - LEFT;
  private static final double FIGURE_TOP = 214;

  /** Half of the last label of a scale. */
  private static final double EDGE = 24;

  private static final double LARGER = 1.5;

  /** So many rows find a place; the foot says how many there are. */
  static final int ROWS = 5;

  private final CardType type;
  private final Svg svg = new Svg();

  CardDrawing(CardType type) {
    this.type = type;
  }

  /**
   * What a card says.
   *
   * @param namespace before the name, with its slash; empty for none
   * @param name of what the page is about
   * @param facts short ones for under it
   * @param conclusion of the page
   * @param reason the rest of it, for cards without a figure
   * @param figure the page's own
   * @param foot a few words
   */
  record Content(
      String namespace,
      String name,
      String facts,
      String conclusion,
      String reason,
      Figure figure,
      String foot) {}

  /** What a card shows. */
  sealed interface Figure {}

  /** Nothing but words. */
  record Words() implements Figure {}

  /**
   * Score against size.
   *
   * @param svg in the shape of a card; empty for nothing to draw
   */
  record Sizes(String svg) implements Figure {}

  /**
   * Results in their place among models of the size.
   *
   * @param axis labels of the scale, as SVG
   * @param rows at most {@value #ROWS} are drawn
   */
  record Rows(String axis, List<ModelView.Row> rows) implements Figure {
    Rows {
      rows = List.copyOf(rows);
    }
  }

  Markup svg(Content content) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        "" + Frame.Card.WIDTH,
        "height",
        "" + Frame.Card.HEIGHT,
        "viewBox",
        "0 0 " + Frame.Card.WIDTH + " " + Frame.Card.HEIGHT);
    svg.rect("card-paper", 0, 0, Frame.Card.WIDTH, Frame.Card.HEIGHT);
    title(content);
    text("card-quiet", LEFT, 134, content.facts(), false, 24, ROOM);
    switch (content.figure()) {
      case Words words -> sentences(content);
      case Sizes(var picture) -> {
        conclusion(content);
        sizes(picture);
      }
      case Rows rows -> {
        conclusion(content);
        rows(rows);
      }
    }
    foot(content.foot());
    return svg.done("svg");
  }

  /** As large as its whole name allows; what is longer still is cut. */
  private void title(Content content) {
    String whole = content.namespace() + content.name();
    double size = 52;
    while (size > 32 && titleWidth(content, size) > ROOM) {
      size -= 4;
    }
    boolean fits = titleWidth(content, size) <= ROOM;
    String namespace = fits ? content.namespace() : "";
    String name = fits ? content.name() : type.fitting(whole, true, size, ROOM);
    double x = LEFT;
    if (!namespace.isEmpty()) {
      write("card-quiet", x, 90, namespace, size);
      x += type.width(namespace, false, size);
    }
    write("card-bold", x, 90, name, size);
  }

  private double titleWidth(Content content, double size) {
    return type.width(content.namespace(), false, size) + type.width(content.name(), true, size);
  }

  private void conclusion(Content content) {
    text("card-bold", LEFT, 182, content.conclusion(), true, 28, ROOM);
  }

  private void sentences(Content content) {
    double y = 240;
    for (String line : lines(content.conclusion(), true, 40, 2)) {
      write("card-bold", LEFT, y, line, 40);
      y += 52;
    }
    y += 12;
    for (String line : lines(content.reason(), false, 28, 5)) {
      write("card-ink", LEFT, y, line, 28);
      y += 40;
    }
  }

  private List<String> lines(String text, boolean isBold, double size, int most) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      boolean fits = type.width(line + " " + word, isBold, size) <= ROOM;
      if (!fits && line.length() > 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines.stream().limit(most).map(one -> type.fitting(one, isBold, size, ROOM)).toList();
  }

  private void sizes(String picture) {
    place(LEFT, FIGURE_TOP, picture);
  }

  private void rows(Rows figure) {
    double plot = LEFT + 500;
    double y = FIGURE_TOP;
    double step = 40 * LARGER;
    for (ModelView.Row row : figure.rows().stream().limit(ROWS).toList()) {
      double base = y + step / 2 + 8;
      double name = Math.min(type.width(row.benchmark(), false, 24), 340);
      text("card-ink", LEFT, base, row.benchmark(), false, 24, 340);
      text("card-detail", LEFT + name + 8, base, row.detail(), false, 20, 390 - name - 8);
      String value = row.isFlagged() ? "card-doubt" : "card-value";
      text(value, plot - 32, base, row.value(), true, 26, 100);
      plotted(plot, y, row);
      y += step;
      svg.line("card-rule", LEFT, y, RIGHT, y);
    }
    placed(plot, y + 4, figure.axis(), 16);
  }

  private void plotted(double plot, double y, ModelView.Row row) {
    if (row.plot().isEmpty()) {
      text("card-detail", plot, y + 38, "another scale: " + row.unit(), false, 20, RIGHT - plot);
    } else {
      placed(plot, y, row.plot(), 40);
    }
  }

  /** A figure as wide as its place, half as large again as on the page. */
  private void placed(double x, double y, String figure, int height) {
    svg.open("g", "transform", "translate(%s %s) scale(1.5)".formatted(at(x), at(y)));
    svg.open(
        "svg",
        "width",
        at((RIGHT - EDGE - x) / LARGER),
        "height",
        "" + height,
        "overflow",
        "visible");
    svg.raw(open(figure)).close("svg").close("g");
  }

  private void place(double x, double y, String figure) {
    svg.open("g", "transform", "translate(%s %s) scale(1.5)".formatted(at(x), at(y)));
    svg.raw(open(figure)).close("g");
  }

  /**
   * Labels at a figure's edges reach beyond it, which style allows on pages; and what has two
   * classes there of which the second counts has one of its own here.
   */
  private static String open(String figure) {
    return figure
        .replaceFirst("<svg ", "<svg overflow=\"visible\" ")
        .replace("class=\"interval flag\"", "class=\"interval-flag\"");
  }

  private static String at(double value) {
    return Svg.number(value);
  }

  private void foot(String words) {
    svg.open("g", "transform", "translate(%s 584) scale(1.2)".formatted(at(LEFT)));
    svg.rect("band", 0, 1, 30, 10);
    svg.rect("inner-band", 7, 1, 16, 10);
    svg.circle("dot", 15, 6, 4.5);
    svg.close("g");
    write("card-bold", LEFT + 48, 599, "evalledger", 24);
    text("card-foot", RIGHT, 598, words, false, 20, ROOM - 220);
  }

  private void text(
      String classes, double x, double y, String text, boolean isBold, double size, double room) {
    write(classes, x, y, type.fitting(text, isBold, size, room), size);
  }

  private void write(String classes, double x, double y, String text, double size) {
    svg.element(
        "text",
        text,
        "class",
        classes,
        "x",
        at(x),
        "y",
        at(y),
        "style",
        "font-size:%spx;font-family:'%s'".formatted(at(size), type.family(text)));
  }
}

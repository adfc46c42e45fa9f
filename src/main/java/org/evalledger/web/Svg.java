package org.evalledger.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes one SVG element and what it holds; not for use by several threads. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** A picture with a fixed drawing area that shrinks with the page. */
  static Svg picture(String classes, double width, double height, String conclusion) {
    return new Svg()
        .open(
            "svg",
            "class",
            "fig " + classes,
            "viewBox",
            "0 0 " + number(width) + " " + number(height),
            "width",
            number(width),
            "height",
            number(height),
            "role",
            "img")
        .title(conclusion);
  }

  /** Coordinates with one decimal at most; 0 has no sign. */
  static String number(double value) {
    return rounded(value, 1);
  }

  /** A share of the width, 0 to 1, with two decimals. */
  static String percent(double share) {
    return rounded(100 * share, 2) + "%";
  }

  /** A count with its thousands parted by commas. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String rounded(double value, int places) {
    var decimal = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  Svg open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    return this;
  }

  Svg close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  Svg leaf(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  Svg title(String text) {
    return element("title", text);
  }

  Svg element(String tag, String content, String... attributes) {
    open(tag, attributes);
    out.append(Markup.escaped(content));
    return close(tag);
  }

  Svg line(String classes, double x1, double y1, double x2, double y2) {
    return leaf(
        "line",
        "class",
        classes,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  Svg circle(String classes, double x, double y, double radius) {
    return leaf("circle", "class", classes, "cx", number(x), "cy", number(y), "r", number(radius));
  }

  Svg rect(String classes, double x, double y, double width, double height) {
    return leaf(
        "rect",
        "class",
        classes,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height));
  }

  /** A triangle that points upwards, {@code width} wide, its middle at the place. */
  Svg triangle(String classes, double x, double y, double width) {
    double half = width / 2;
    double high = width * 0.45;
    return path(
        classes,
        "M%s %sL%s %sH%sZ"
            .formatted(
                number(x), number(y - high), number(x + half), number(y + high), number(x - half)));
  }

  Svg path(String classes, String d) {
    return leaf("path", "class", classes, "d", d);
  }

  Svg text(String classes, double x, double y, String text) {
    return element("text", text, "class", classes, "x", number(x), "y", number(y));
  }

  Svg raw(String markup) {
    out.append(markup);
    return this;
  }

  Markup done(String tag) {
    return new Markup(close(tag).out.toString());
  }

  private void start(String tag, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes come in pairs, got " + attributes.length);
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(Markup.escaped(attributes[i + 1])).append('"');
    }
  }
}

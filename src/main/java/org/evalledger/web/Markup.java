package org.evalledger.web;

/**
 * Markup that is safe to put on a page as it stands: all foreign text in it is escaped.
 *
 * @param html elements and text
 */
public record Markup(String html) {
  /** Text as it must stand in content and in attributes. */
  static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> escape(escaped, point));
    return escaped.toString();
  }

  private static void escape(StringBuilder escaped, int point) {
    switch (point) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
    }
  }

  @Override
  public String toString() {
    return html;
  }
}

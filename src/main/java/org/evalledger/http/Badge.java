package org.evalledger.http;

import java.nio.charset.StandardCharsets;
import org.evalledger.catalogue.ModelSummary;

/** A small picture in SVG: how many results of a model stand, and how many of them are flagged. */
final class Badge {
  static final String MEDIA_TYPE = "image/svg+xml";

  private static final String LABEL = "evalledger";

  /** Width of a character in pixels, with some to spare: what draws it chooses the font. */
  private static final int CHARACTER = 7;

  private Badge() {}

  static byte[] of(ModelSummary model) {
    String results = model.results() + (model.results() == 1 ? " result" : " results");
    String message = model.flagged() == 0 ? results : results + ", " + model.flagged() + " flagged";
    String colour = model.flagged() > 0 ? "#a33a00" : model.results() > 0 ? "#1b6e36" : "#595959";
    int left = LABEL.length() * CHARACTER + 10;
    int right = message.length() * CHARACTER + 10;
    String title = escaped(model.model() + ": " + message);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%5$s">
    <title>%5$s</title>
    <rect width="%2$d" height="20" fill="#333"/>
    <rect x="%2$d" width="%3$d" height="20" fill="%6$s"/>
    <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="5" y="14">%7$s</text>
    <text x="%4$d" y="14">%8$s</text>
    </g>
    </svg>
    """
        .formatted(
            left + right, left, right, left + 5, title, colour, escaped(LABEL), escaped(message))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Text for content and for attributes of XML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

package org.evalledger.web;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The typeface of cards: the pages' own, whose Latin letters come along. What it has no letter for
 * is written in whatever the machine has.
 */
final class CardType {
  /** Its name; a name of its own, since the typeface's is reserved for the unchanged one. */
  static final String FAMILY = "Evalledger Sans";

  private static final String OTHER = "SansSerif";
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Font regular = font("sans-regular.ttf");
  private final Font bold = font("sans-bold.ttf");

  CardType() {
    GraphicsEnvironment machine = GraphicsEnvironment.getLocalGraphicsEnvironment();
    machine.registerFont(regular);
    machine.registerFont(bold);
  }

  private static Font font(String name) {
    try (InputStream file = CardType.class.getResourceAsStream("/cards/" + name)) {
      if (file == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the typeface " + name + " cannot be read", e);
    }
  }

  /** The family that has all letters of {@code text}, or the machine's. */
  String family(String text) {
    return regular.canDisplayUpTo(text) < 0 ? FAMILY : OTHER;
  }

  /** How wide {@code text} is, in pixels. */
  double width(String text, boolean isBold, double size) {
    Font own = isBold ? bold : regular;
    Font font =
        own.canDisplayUpTo(text) < 0 ? own : new Font(OTHER, isBold ? Font.BOLD : Font.PLAIN, 1);
    return font.deriveFont((float) size).getStringBounds(text, EXACT).getWidth();
  }

  /** {@code text}, cut to {@code room} pixels with an ellipsis where it is wider. */
  String fitting(String text, boolean isBold, double size, double room) {
    if (width(text, isBold, size) <= room) {
      return text;
    }
    int low = 0;
    int high = text.codePointCount(0, text.length());
    while (low < high) {
      int middle = (low + high + 1) / 2;
      boolean fits = width(cut(text, middle), isBold, size) <= room;
      low = fits ? middle : low;
      high = fits ? high : middle - 1;
    }
    return cut(text, low);
  }

  private static String cut(String text, int points) {
    return text.substring(0, text.offsetByCodePoints(0, points)).stripTrailing() + "\u2026";
  }
}

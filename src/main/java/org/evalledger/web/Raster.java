package org.evalledger.web;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Makes a PNG (W3C, third edition) of a card's SVG; nothing outside of it is ever read. */
final class Raster {
  private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+): (#[0-9a-f]{6});");
  private static final Pattern USE = Pattern.compile("var\\((--[a-z0-9-]+)\\)");

  /** What XML 1.0 §2.2 has no place for; names are foreign text. */
  private static final Pattern NO_CHARACTER =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final Map<String, String> colours = colours();
  private final String style = coloured(resource("/cards/card.css"));
  private final String ink = coloured("var(--ink)");

  /** Light ones, which stand first; whoever shows a card has no say in it. */
  private static Map<String, String> colours() {
    String tokens = resource("/assets/figures.css");
    String light = tokens.substring(0, tokens.indexOf("@media"));
    var colours = new HashMap<String, String>();
    Matcher token = TOKEN.matcher(light);
    while (token.find()) {
      colours.put(token.group(1), token.group(2));
    }
    return colours;
  }

  private String coloured(String css) {
    return USE.matcher(css)
        .replaceAll(
            use -> {
              String colour = colours.get(use.group(1));
              if (colour == null) {
                throw new IllegalStateException("no colour " + use.group(1));
              }
              return colour;
            });
  }

  private static String resource(String path) {
    try (InputStream file = Raster.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bytes png(Markup svg) {
    var image = new BufferedImage(Frame.Card.WIDTH, Frame.Card.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
      @Nullable Component none = null;
      document(svg).render(none, canvas, new ViewBox(image.getWidth(), image.getHeight()));
    } finally {
      canvas.dispose();
    }
    return written(image);
  }

  private SVGDocument document(Markup svg) {
    String html = NO_CHARACTER.matcher(svg.html()).replaceAll("\uFFFD");
    int first = html.indexOf('>') + 1;
    String styled =
        html.substring(0, first)
            + "<style>"
            + style
            + "</style><g font-size=\"13\" fill=\""
            + ink
            + "\" font-family=\""
            + CardType.FAMILY
            + "\">"
            + html.substring(first, html.lastIndexOf("</svg>"))
            + "</g></svg>";
    LoaderContext alone =
        LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build();
    var source = new ByteArrayInputStream(styled.getBytes(StandardCharsets.UTF_8));
    SVGDocument document = new SVGLoader().load(source, null, alone);
    if (document == null) {
      throw new IllegalStateException("a card's own SVG cannot be read");
    }
    return document;
  }

  private static Bytes written(BufferedImage image) {
    var png = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", png)) {
        throw new IllegalStateException("nothing here writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(png.toByteArray());
  }
}

package org.evalledger.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as HTML that may stand in a page whoever wrote it: HTML in it is shown as text, links
 * lead to http, https and mail alone, and images are left to their descriptions, so that nothing is
 * loaded from elsewhere.
 */
public final class Markdown {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  /** Levels of a text, at most: a page is written by a method that calls itself for each. */
  private static final int MAX_DEPTH = 100;

  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(TABLES)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .nodeRendererFactory(Descriptions::new)
          .build();

  private static final Pattern HEADING = Pattern.compile("<(/?)h([1-6])>");

  private Markdown() {}

  /** {@code text} as HTML; as it was written where its parts lie too deep in each other. */
  public static String html(String text) {
    Node document = PARSER.parse(text);
    if (isTooDeep(document)) {
      var whole = new FencedCodeBlock();
      whole.setLiteral(text);
      return RENDERER.render(whole);
    }
    // HTML of the text itself was escaped, so that these tags are the writer's own.
    return RENDERER
        .render(document)
        .replace("<pre>", "<pre tabindex=\"0\">")
        .replace(
            "<table>",
            "<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }

  /** The same inside a page, whose own headings reach to {@code level}. */
  static String under(int level, String text) {
    // A heading of the text itself: what it wrote as HTML was escaped.
    return HEADING
        .matcher(html(text))
        .replaceAll(
            found ->
                "<"
                    + found.group(1)
                    + "h"
                    + Math.min(6, Integer.parseInt(found.group(2)) + level - 1)
                    + ">");
  }

  private static boolean isTooDeep(Node document) {
    int depth = 0;
    Node here = document;
    while (here != null) {
      if (here.getFirstChild() != null) {
        here = here.getFirstChild();
        depth++;
        if (depth > MAX_DEPTH) {
          return true;
        }
        continue;
      }
      while (here != null && here.getNext() == null) {
        here = here.getParent();
        depth--;
      }
      here = here == null ? null : here.getNext();
    }
    return false;
  }

  /** An image's description in its place. */
  private record Descriptions(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Image.class);
    }

    @Override
    public void render(Node image) {
      for (Node part = image.getFirstChild(); part != null; part = part.getNext()) {
        context.render(part);
      }
    }
  }
}

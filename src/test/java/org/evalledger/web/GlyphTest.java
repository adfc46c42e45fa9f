package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.record.Verdict;
import org.junit.jupiter.api.Test;

class GlyphTest {
  private static final List<String> STANDINGS =
      List.of(
          "withdrawn",
          "refuted",
          "disputed",
          "under-review",
          "superseded",
          "reproduced",
          "recomputed",
          "signed",
          "collected");

  @Test
  void everyStandingAndVerdictHasAGlyphAndAWord() {
    Stream.concat(STANDINGS.stream(), Stream.of(Verdict.values()).map(Verdict::word))
        .forEach(
            word -> {
              Glyph glyph = Glyph.of(word).orElseThrow(() -> new AssertionError(word));
              assertEquals(word.replace('-', ' '), glyph.word());
            });
    assertEquals(Optional.empty(), Glyph.of("fake"));
  }

  @Test
  void risingBarsAreFilledByTheRungReached() {
    var rungs = List.of(Glyph.COLLECTED, Glyph.SIGNED, Glyph.RECOMPUTED, Glyph.REPRODUCED);
    for (int filled = 0; filled < 4; filled++) {
      var drawn = Drawn.of(rungs.get(filled).mark());
      assertEquals(filled, drawn.classed("bar").size());
      assertEquals(3 - filled, drawn.classed("empty-bar").size());
    }
    var bars = Drawn.of(Glyph.REPRODUCED.mark()).classed("bar");
    assertEquals(List.of("9", "5", "1"), bars.stream().map(bar -> bar.getAttribute("y")).toList());
  }

  /** Colour never alone: two states that look alike without colour bear different words. */
  @Test
  void noTwoStandingsOrVerdictsShareAShape() {
    Map<String, Glyph> shapes = new HashMap<>();
    for (Glyph glyph : Glyph.values()) {
      String shape = glyph.mark().html().replaceAll("class=\"glyph tone-[a-z]+\"", "");
      Glyph other = shapes.put(shape, glyph);
      boolean sameMeaning = glyph == Glyph.TOO_HIGH && other == Glyph.FLAGGED;
      assertTrue(other == null || sameMeaning, () -> glyph + " looks like " + other);
    }
  }

  @Test
  void allAreOfOneSize() {
    for (Glyph glyph : Glyph.values()) {
      var drawn = Drawn.of(glyph.mark()).root();
      assertEquals("0 0 16 14", drawn.getAttribute("viewBox"));
      assertEquals("16", drawn.getAttribute("width"));
      assertEquals("14", drawn.getAttribute("height"));
    }
  }

  @Test
  void readersHearTheWordOnce() {
    var badge = Drawn.of(Glyph.REPRODUCED.badge("2×"));
    assertEquals("true", badge.tag("svg").getFirst().getAttribute("aria-hidden"));
    assertEquals("reproduced", badge.only("word").getTextContent());
    assertEquals("2×", badge.only("detail").getTextContent());
    var named = Drawn.of(Glyph.FLAGGED.named());
    assertEquals("img", named.root().getAttribute("role"));
    assertEquals("flagged", named.title());
  }

  @Test
  void detailsAreEscaped() {
    String html = Glyph.REPRODUCED.badge("<script>alert('\"&')</script>").html();
    assertFalse(html.contains("<script"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"));
  }
}

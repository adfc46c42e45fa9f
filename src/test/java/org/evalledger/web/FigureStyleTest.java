package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FigureStyleTest {
  private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
  private final String css = read();

  @Test
  void bothSchemesDefineTheSameTokens() {
    assertEquals(20, scheme(0).size());
    assertEquals(scheme(0).keySet(), scheme(1).keySet());
  }

  /** WCAG 2.2 §1.4.3: 4.5 for text, §1.4.11: 3 for marks. */
  @Test
  void textAndMarksStandOutFromThePaper() {
    for (int dark = 0; dark < 2; dark++) {
      Map<String, String> colours = scheme(dark);
      for (String text : List.of("ink", "ink-2", "ink-3", "accent", "flag", "dispute", "good")) {
        assertContrast(colours, text, "paper", 4.5);
      }
      for (String mark : List.of("median", "neighbour", "field")) {
        assertContrast(colours, mark, "paper", 3);
      }
      assertContrast(colours, "flag", "flag-tint", 4.5);
      assertContrast(colours, "dispute", "flag-tint", 4.5);
      assertContrast(colours, "ink-2", "flag-tint", 4.5);
      assertContrast(colours, "accent-text", "accent", 4.5);
    }
  }

  @Test
  void noRuleNamesAColourThatIsNoToken() {
    String rules = css.substring(css.indexOf("/* Badges */"));
    assertTrue(!Pattern.compile("#[0-9a-f]{3,8}\\b").matcher(rules).find(), "a colour of its own");
  }

  private static void assertContrast(
      Map<String, String> colours, String one, String other, double least) {
    double a = luminance(colours.getOrDefault(one, ""));
    double b = luminance(colours.getOrDefault(other, ""));
    double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    assertTrue(contrast >= least, () -> one + " on " + other + ": " + contrast);
  }

  /** WCAG 2.2, relative luminance of an sRGB colour. */
  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (int i = 0; i < 3; i++) {
      double channel = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      double linear =
          channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
      luminance += weights[i] * linear;
    }
    return luminance;
  }

  /** The tokens of the light scheme (0) or the dark one (1). */
  private Map<String, String> scheme(int which) {
    int dark = css.indexOf("@media (prefers-color-scheme: dark)");
    String part = which == 0 ? css.substring(0, dark) : css.substring(dark);
    var found = new TreeMap<String, String>();
    TOKEN.matcher(part).results().forEach(token -> found.put(token.group(1), token.group(2)));
    return found;
  }

  private static String read() {
    try (var in = FigureStyleTest.class.getResourceAsStream("/assets/figures.css")) {
      if (in == null) {
        throw new AssertionError("figures.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown by anybody. */
class MarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a <b onclick=alert(1)>b</b>",
        "<table onload=x>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](https://example.org/pixel.png)",
        "<https://example.org/\"onclick=alert(1)>",
        "[a](<https://example.org/\" onclick=\"alert(1)>)",
      })
  void noTextBecomesAScriptOrLoadsAnything(String text) {
    String html = Markdown.html(text);
    assertThat(html.replaceAll("\"[^\"]*\"", "\"\"")).doesNotContainPattern("<[^>]* on[a-z]+=");
    assertThat(html)
        .doesNotContain("<script", "<b ", "<img", "<table o")
        .doesNotContainPattern("(?i)href=\"(javascript|data):");
  }

  @Test
  void anImageLeavesItsDescription() {
    assertThat(Markdown.html("![a chart](https://example.org/x.png)")).contains("a chart");
  }

  @Test
  void tablesAndCodeCanBeScrolledByKeyboard() {
    assertThat(Markdown.html("|a|\n|-|\n|1|\n")).contains("tabindex=\"0\"><table>", "<td>1</td>");
    assertThat(Markdown.html("    code\n")).contains("<pre tabindex=\"0\">");
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "*a **b ", "- "})
  void whatIsNestedTooDeepIsShownAsItIs(String level) {
    String text = level.repeat(20_000);
    assertThat(Markdown.html(text)).isNotEmpty();
  }
}

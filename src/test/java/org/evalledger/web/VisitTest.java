package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** That a look at a page sees what is wrong with it. */
class VisitTest {
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static Visit visit(Look look, String body) {
    var visit = new Visit(CHROMIUM.browser(), URI.create("http://localhost"), look);
    visit.page().setContent("<!doctype html><html lang=en><title>t</title><main><h1>h</h1>" + body);
    return visit;
  }

  @ParameterizedTest
  @CsvSource({
    "label, <input>",
    "color-contrast, <p style='color:#aaa;background:#fff'>faint",
    "sideways, <p style='width:3000px'>wide",
    "one h1, <h1>another</h1>",
    "console, <script>console.error('fault')</script>",
  })
  void whatIsWrongIsSeen(String fault, String body) {
    try (Visit visit = visit(Look.DESKTOP, body)) {
      assertThatThrownBy(visit::check)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(fault);
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void colourIsLookedAtInEveryLook(Look look) {
    try (Visit visit = visit(look, "<p style='color:#aaa;background:#fff'>faint")) {
      assertThatThrownBy(visit::check).hasMessageContaining("color-contrast");
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void nothingIsSaidOfWhatIsRight(Look look) {
    try (Visit visit = visit(look, "<p style='color:#000;background:#fff'>plain")) {
      visit.check();
      assertThat(visit.page().locator("h1").innerText()).isEqualTo("h");
    }
  }
}

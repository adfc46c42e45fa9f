package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures that one explores, in a real browser. */
class ExploreTest {
  @RegisterExtension static final BoardSite SITE = new BoardSite();

  private static Page opened(Visit visit, String path) {
    Page page = visit.open(path);
    page.locator("button[data-points]").first().click();
    page.locator(".explore canvas").first().waitFor();
    return page;
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void thePlotOfABenchmarkIsExploredInEveryLook(Look look) {
    try (Visit visit = SITE.visit(look)) {
      Page page = opened(visit, "/benchmarks/mmlu_pro");
      assertThat(page.locator("figure.plot").isVisible()).isFalse();
      assertThat(page.locator(".explore-legend button").allTextContents())
          .anyMatch(word -> word.startsWith("signed"));
      assertThat(page.locator(".explore-said").textContent())
          .startsWith(look == Look.PHONE ? "Pinch to zoom" : "Drag over sizes")
          .contains("Shaded: the middle 80");
      visit.picture("explore-" + look.name().toLowerCase(Locale.ROOT));
      visit.check();
    }
  }

  @Test
  void theLibraryComesOnlyWhenItIsAskedForAndTheKeyboardLeadsAroundAndBack() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      List<String> asked = new ArrayList<>();
      visit.page().onRequest(request -> asked.add(request.url()));
      Page page = visit.open("/benchmarks/mmlu_pro");
      page.locator("button[data-points]").waitFor();
      assertThat(asked).noneMatch(url -> url.contains("echarts"));
      page.locator("button[data-points]").press("Enter");
      page.locator(".explore canvas").first().waitFor();
      assertThat(asked).anyMatch(url -> url.contains("/assets/echarts-"));
      var chart = page.locator(".explore-chart[role=application]").boundingBox();
      double before = ((Number) page.evaluate("scrollY")).doubleValue();
      page.mouse().move(chart.x + 200, Math.max(chart.y, 0) + 100);
      page.mouse().wheel(0, 60);
      page.waitForCondition(() -> ((Number) page.evaluate("scrollY")).doubleValue() > before);
      page.keyboard().press("ArrowRight");
      String first = page.locator(".explore-said").textContent();
      page.keyboard().press("ArrowRight");
      String second = page.locator(".explore-said").textContent();
      assertThat(second).isNotEqualTo(first).contains(", ", "signed");
      assertThat(page.locator(".explore .hint").textContent()).isEqualTo(second);
      page.keyboard().press("+");
      page.keyboard().press("0");
      page.keyboard().press("Escape");
      assertThat(page.locator("figure.plot").isVisible()).isTrue();
      assertThat(page.evaluate("document.activeElement.matches('button[data-points]')"))
          .isEqualTo(true);
      visit.check();
    }
  }

  @Test
  void aDragChoosesSizesForTheTableAndAClickOpensTheEntry() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = opened(visit, "/benchmarks/mmlu_pro");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      var chart = page.locator(".explore-chart").boundingBox();
      page.mouse().move(chart.x + chart.width * 0.6, chart.y + 100);
      page.mouse().down();
      page.mouse().move(chart.x + chart.width * 0.65, chart.y + 100);
      page.mouse().move(chart.x + chart.width * 0.7, chart.y + 100);
      page.mouse().up();
      var pick = page.locator(".explore-bar button", words("in the table"));
      pick.waitFor();
      visit.picture("explore-brushed");
      pick.click();
      page.waitForURL("**/benchmarks/mmlu_pro?from=*");
      assertThat(page.locator("a.chip.chosen").count()).isEqualTo(1);
      page.locator("button[data-points]").click();
      page.locator(".explore canvas").first().waitFor();
      page.keyboard().press("ArrowRight");
      page.keyboard().press("Enter");
      page.waitForURL("**/entries/*#result-*");
      visit.check();
    }
  }

  private static Page.LocatorOptions words(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}

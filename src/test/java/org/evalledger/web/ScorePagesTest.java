package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Locale;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of benchmarks and models in a real browser, over a ledger of real scores. */
class ScorePagesTest {
  @RegisterExtension static final BoardSite SITE = new BoardSite();

  @ParameterizedTest
  @CsvSource({
    "benchmark, /benchmarks/mmlu_pro, 200",
    "benchmark-filtered, /benchmarks/mmlu_pro?from=5&to=10&models=own, 200",
    "benchmark-no-hit, /benchmarks/mmlu_pro?from=900000, 200",
    "model, /models/01-ai/Yi-34B, 200",
    "model-results, /models/01-ai/Yi-34B/results, 200",
    "model-missing, /models/no/body, 404",
    "benchmark-other-metric, /benchmarks/bbh_leaderboard, 200",
    "models, /models, 200",
    "benchmarks, /benchmarks, 200",
    "benchmark-missing, /benchmarks/nothing, 404",
    "benchmark-wrong, /benchmarks/mmlu_pro?from=much, 400",
  })
  void nothingIsWrongWithThePage(String name, String path, int status) {
    SITE.checkInEveryLook(name, path, status);
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void settingsTasksAndChecksOpenUnderTheRowAndCloseAgain(Look look) {
    try (Visit visit = SITE.visit(look)) {
      Page page = visit.open("/models/01-ai/Yi-34B");
      var opener = page.locator("a.more").nth(1);
      opener.click();
      var details = page.locator("tr.detail td").nth(1);
      details.locator("h2").first().waitFor();
      assertThat(details.textContent()).contains("Settings", "temperature", "Tasks");
      assertThat(opener.getAttribute("aria-expanded")).isEqualTo("true");
      visit.picture("model-details-" + look.name().toLowerCase(Locale.ROOT));
      visit.check();
      opener.click();
      page.waitForCondition(() -> details.textContent().isEmpty());
      assertThat(opener.getAttribute("aria-expanded")).isEqualTo("false");
    }
  }

  @Test
  void whatCannotBeOpenedInPlaceIsFollowed() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open("/models/01-ai/Yi-34B");
      page.route(
          "**/results/**",
          route -> {
            if (route.request().headers().containsKey("hx-request")) {
              route.abort();
            } else {
              route.resume();
            }
          });
      page.locator("a.more").first().click();
      page.waitForURL("**/models/01-ai/Yi-34B/results/**");
      assertThat(page.locator("h1").textContent()).contains("01-ai/Yi-34B on ");
    }
  }

  @Test
  void withoutAScriptTheDetailsAreAPage() {
    try (Visit visit = SITE.withoutScript()) {
      Page page = visit.open("/models/01-ai/Yi-34B");
      page.locator("a.more").first().click();
      assertThat(page.url()).contains("/models/01-ai/Yi-34B/results/");
      assertThat(page.locator("h1").textContent()).contains("01-ai/Yi-34B on ");
      assertThat(page.locator("dl.stated").count()).isEqualTo(1);
    }
  }

  @Test
  void aDragOverThePlotFiltersTheTable() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open("/benchmarks/mmlu_pro");
      int all = page.locator("tbody tr").count();
      var plot = page.locator("svg.size-plot.wide").boundingBox();
      page.mouse().move(plot.x + plot.width * 0.7, plot.y + 200);
      page.mouse().down();
      page.mouse().move(plot.x + plot.width * 0.8, plot.y + 200);
      page.mouse().up();
      page.waitForURL("**/benchmarks/mmlu_pro?from=*");
      assertThat(page.url()).contains("from=", "to=").endsWith("#leaderboard");
      assertThat(page.locator("tbody tr").count()).isBetween(1, all - 1);
      assertThat(page.locator("a.chip.chosen").count()).isEqualTo(1);
      visit.check();
    }
  }

  @Test
  void aDotIsNamedAndOpensItsEntry() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open("/benchmarks/mmlu_pro");
      var circle = page.locator("svg.size-plot.wide g.makers circle").first();
      circle.scrollIntoViewIfNeeded();
      var dot = circle.boundingBox();
      // The page is there before its script is.
      page.waitForCondition(
          () -> {
            page.mouse().move(dot.x + dot.width / 2 - 3, dot.y + dot.height / 2);
            page.mouse().move(dot.x + dot.width / 2, dot.y + dot.height / 2);
            return page.locator(".hint:not([hidden])").count() == 1;
          });
      assertThat(page.locator(".hint").innerText()).contains("/", ", ");
      visit.check();
    }
  }

  @Test
  void sizesAreChosenByAFormWithoutAScript() {
    try (Visit visit = SITE.withoutScript()) {
      Page page = visit.open("/benchmarks/mmlu_pro?models=own");
      page.locator("summary", new Page.LocatorOptions().setHasText("Size")).click();
      page.locator("input[name=from]").fill("5");
      page.locator("input[name=to]").fill("10");
      page.locator(".sizes button").click();
      assertThat(page.url()).contains("models=own", "from=5", "to=10");
      assertThat(page.locator("svg.range").count()).isGreaterThan(1);
    }
  }
}

package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import com.microsoft.playwright.Page;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models side by side in a real browser, over a ledger of real scores. */
class ComparePagesTest {
  private static final String TWO = "/compare?model=01-ai/Yi-34B&model=01-ai/Yi-6B";

  @RegisterExtension static final BoardSite SITE = new BoardSite();

  @ParameterizedTest
  @CsvSource({
    "compare, /compare?model=01-ai/Yi-34B&model=01-ai/Yi-6B&model=01-ai/Yi-9B, 200",
    "compare-none, /compare, 200",
    "compare-unknown, /compare?model=01-ai/Yi-34B&model=yi, 200",
    "compare-wrong, /compare?model=a%00, 400",
    "frontier, /frontier, 200",
    "frontier-goal, /frontier?benchmark=mmlu_pro&reach=40, 200",
    "frontier-missing, /frontier?benchmark=nothing, 404",
    "frontier-wrong, /frontier?benchmark=mmlu_pro&reach=much, 400",
  })
  void nothingIsWrongWithThePage(String name, String path, int status) {
    SITE.checkInEveryLook(name, path, status);
  }

  @Test
  void modelsComeAndGoWithoutAScript() {
    try (Visit visit = SITE.withoutScript()) {
      Page page = visit.open(TWO);
      int rows = page.locator("table.compare tbody tr").count();
      assertThat(rows).isGreaterThan(2);
      page.locator(".add input").fill("01-ai/Yi-9B");
      page.locator(".sizes button").click();
      assertThat(page.locator("a.chip.chosen").count()).isEqualTo(3);
      page.locator("a.chip.chosen").first().click();
      assertThat(page.url()).endsWith("/compare?model=01-ai%2FYi-6B&model=01-ai%2FYi-9B");
      assertThat(page.locator("table.compare thead th").count()).isEqualTo(3);
    }
  }

  @Test
  void aBoldDifferenceIsOneThatTheComparisonCallsBeyondError() {
    String beyond = "\"beyondError\":true";
    String comparison = SITE.service().get("/v1" + TWO).body();
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open(TWO);
      assertThat(page.locator("table.compare td strong").count())
          .isEqualTo(comparison.split(beyond, -1).length - 1)
          .isPositive();
    }
  }

  @Test
  void theSmallestThatReachesAScoreIsTheFrontiersFirst() {
    String smallest =
        ((JsonArray) at(SITE.service().read("/v1/frontier?benchmark=mmlu_pro&limit=1000"), "items"))
            .items().stream()
                .filter(point -> text(point, "frontier").equals("true"))
                .filter(point -> Double.parseDouble(text(point, "median")) >= 0.4)
                .map(point -> text(point, "model"))
                .findFirst()
                .orElseThrow();
    try (Visit visit = SITE.withoutScript()) {
      Page page = visit.open("/frontier?benchmark=mmlu_pro");
      page.locator("input[name=reach]").fill("40");
      page.locator(".sizes button").click();
      assertThat(page.url()).endsWith("/frontier?benchmark=mmlu_pro&reach=40");
      assertThat(page.locator(".lead").innerText())
          .startsWith(smallest + " is the smallest that reaches 40");
    }
  }
}

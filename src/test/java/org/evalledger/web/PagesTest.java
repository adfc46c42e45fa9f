package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in a real browser, over a ledger of real scores. */
class PagesTest {
  @RegisterExtension static final BoardSite SITE = new BoardSite();

  @ParameterizedTest
  @CsvSource({
    "home, /, 200",
    "search, /search?q=qwen, 200",
    "search-empty, /search?q=nothingofthatname, 200",
    "log, /log, 200",
    "docs, /docs, 200",
    "docs-verify, /docs/verify, 200",
    "docs-suspicion, /docs/suspicion, 200",
    "docs-verifiability, /docs/verifiability, 200",
    "not-found, /nothing/here, 404",
    "not-understood, /log?before=soon, 400",
  })
  void nothingIsWrongWithThePage(String name, String path, int status) {
    SITE.checkInEveryLook(name, path, status);
  }

  @Test
  void slashGoesToTheSearchBoxWhichFindsAsOneTypes() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open("/log");
      page.keyboard().press("/");
      page.waitForResponse(
          answer -> answer.url().endsWith("q=qwen2.5-7b"),
          () -> page.keyboard().type("qwen2.5-7b"));
      page.locator(".found a", new Page.LocatorOptions().setHasText("7B")).first().waitFor();
      page.keyboard().press("ArrowDown");
      assertThat(page.evaluate("document.activeElement.getAttribute('href')").toString())
          .startsWith("/models/");
      visit.picture("search-as-you-type");
      page.keyboard().press("Escape");
      assertThat(page.locator(".found a").count()).isZero();
      visit.check();
    }
  }

  @Test
  void everythingIsThereWithoutAScript() {
    try (Visit visit = SITE.withoutScript()) {
      Page page = visit.open("/");
      assertThat(page.locator("h1").innerText()).contains("every number can be checked");
      assertThat(page.locator(".events li").count()).isEqualTo(6);
      page.locator(".search.big input").fill("qwen");
      page.locator(".search.big input").press("Enter");
      assertThat(page.url()).endsWith("/search?q=qwen");
      assertThat(page.locator("tbody tr").count()).isGreaterThan(1);
    }
  }

  @Test
  void theExplorerShowsTheCallsUnderTheSamePolicy() {
    try (Visit visit = SITE.visit(Look.DESKTOP)) {
      Page page = visit.open("/docs/api");
      page.locator(".opblock").first().waitFor();
      visit.picture("docs-api-desktop");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/search", "/search/found?q=a", "/log", "/docs", "/nothing"})
  void everyPageForbidsScriptsThatAreNotTheServices(String path) {
    HttpResponse<String> answer = SITE.service().send(asBrowser(path));
    assertThat(answer.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/html");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "style-src 'self';",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body())
        .doesNotContainPattern("<script(?! src=\"/)")
        .doesNotContain(" style=");
  }

  @Test
  void programsGetProblemsWherePeopleGetPages() {
    HttpResponse<String> program = SITE.service().get("/nothing/here");
    assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
    HttpResponse<String> api = SITE.service().send(asBrowser("/v1/nothing"));
    assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  private static HttpRequest asBrowser(String path) {
    return HttpRequest.newBuilder(SITE.service().uri(path))
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .build();
  }

  @Test
  void robotsAndSitemapNameTheService() {
    assertThat(SITE.service().get("/robots.txt").body())
        .contains(
            "Sitemap: http://localhost:" + SITE.service().uri("/").getPort() + "/sitemap.xml");
    assertThat(SITE.service().get("/sitemap.xml").body())
        .contains("/models/01-ai/Yi-34B</loc>", "/benchmarks/gpqa</loc>")
        .doesNotContain("&", "<script");
  }

  @Test
  void assetsAreKeptForEver() {
    List<String> assets =
        java.util.regex.Pattern.compile("/assets/[^\"]+")
            .matcher(SITE.service().send(asBrowser("/")).body())
            .results()
            .map(found -> found.group())
            .toList();
    assertThat(assets).hasSizeGreaterThan(4);
    for (String asset : assets) {
      HttpResponse<String> answer = SITE.service().get(asset);
      assertThat(answer.statusCode()).as(asset).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control"))
          .get()
          .asString()
          .contains("immutable");
    }
  }
}

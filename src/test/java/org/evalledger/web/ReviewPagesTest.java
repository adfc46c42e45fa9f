package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.evalledger.access.IdentityProvider;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a report or a flag to a decision in a real browser, over real scores and planted claims. */
class ReviewPagesTest {
  private static final String HOSTILE = "</blockquote><img src=x onerror=window.stored=1>";
  private static final String CHOSEN = "input[name=cases]:checked";
  private static final String SIGN = "button[data-complete]";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static IdentityProvider provider;
  private static RunningService service;
  private static Person lab;
  private static Person keyed;

  @BeforeAll
  static void open() {
    provider = IdentityProvider.start();
    service =
        provider.ledgerForBrowsers(
            DATABASE,
            Map.of(
                "evalledger.anonymous.reports", "true",
                "evalledger.anonymous.reports.bits", 12,
                "evalledger.client.address.header", "X-Client"));
    service.registerItself();
    Board.fill(service, 300);
    lab = service.join("example-lab", List.of("example-lab"), List.of());
    keyed = service.join("keyed", List.of(), List.of("reviewer"));
    service.join("uni", List.of(), List.of());
    service.join("institute", List.of(), List.of());
  }

  @AfterAll
  static void close() {
    service.close();
    provider.close();
  }

  private static JsonObject result(String benchmark, String metric, String value, int samples) {
    return Json.object()
        .put("benchmark", benchmark)
        .put("benchmarkVersion", "1")
        .put("metric", metric)
        .put("filter", "none")
        .put("value", value)
        .put("samples", samples)
        .put("settings", "s")
        .build();
  }

  /** A claim on one benchmark that none of the model's other scores explains. */
  private static JsonObject plant(String model) {
    return plant(model, 1234);
  }

  private static JsonObject plant(String model, int seed) {
    JsonObject settings =
        Json.object()
            .put("shots", 5)
            .put("seed", seed)
            .put("promptTemplate", Json.object().put("unknown", "undisclosed").build())
            .put("hyperparameters", Json.object().put("temperature", 0).build())
            .build();
    return service.accept(
        lab.sign(
            lab.evaluation("example-lab/" + model, "quiz", "0")
                .put("settings", Json.object().put("s", settings).build())
                .put(
                    "results",
                    Json.of(
                        List.<Json>of(
                            result("mmlu_pro", "acc", "0.8125", 12_032),
                            result("gpqa", "acc_norm", "0.2986577181208054", 1_192),
                            result("bbh_leaderboard", "acc_norm_mean_subtasks", "0.42", 5_761))))
                .build()));
  }

  private static String path(JsonObject opening) {
    return "/cases/" + text(opening, "index") + "-suspicion";
  }

  private static JsonObject about(JsonObject opening) {
    return Person.reference(opening).with("cause", Json.of("suspicion"));
  }

  private static String standing(String model) {
    return text(service.read("/v1/scores?model=example-lab/" + model), "items", "0", "standing");
  }

  private static Visit visit(Look look) {
    return new Visit(CHROMIUM.browser(), service.uri("/"), look);
  }

  /** Signs in at the provider, from {@code path} and back to it. */
  private static Page signIn(Visit visit, String path, String user, String organisation) {
    return signIn(visit, path, user, organisation, "reviewers");
  }

  private static Page signIn(
      Visit visit, String path, String user, String organisation, String group) {
    Page page = visit.open(path);
    page.locator("a[href^='/sign-in']").first().click();
    page.locator("input[name=username]").fill(user);
    page.locator("[name=claims]")
        .fill("{\"groups\":[\"" + group + "\"],\"organisation\":\"" + organisation + "\"}");
    page.locator("input[type=submit], button[type=submit]").first().click();
    page.waitForURL("**" + path);
    visit.arrived();
    return page;
  }

  /** Fills the form in as far as it goes, and sends it. */
  private static void decide(Page page, String outcome, String rationale) {
    page.locator("input[value=" + outcome + "]").check();
    page.locator("#decide input[name=checks]").first().check();
    page.locator("#rationale").fill(rationale);
    page.locator(SIGN).click();
  }

  /** Names, glyphs' words, p and sentences of the checks shown first. */
  private static List<String> checks(Page page) {
    return page.locator(".checks")
        .first()
        .locator(".check-row > :not(:last-child)")
        .allInnerTexts();
  }

  private static void nothingStored(Page page) {
    assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
    assertThat(page.locator("img").count()).isZero();
  }

  @Test
  void bothPicturesOfACaseAreExplored() {
    try (Visit visit = visit(Look.DARK)) {
      Page page = visit.open(path(plant("seen-7b")));
      var openers = page.locator("button[data-points]");
      assertThat(openers.count()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        openers.nth(i).click();
        page.locator(".explore canvas").nth(i).waitFor();
      }
      assertThat(page.locator(".explore-legend button:has-text('flagged')").count()).isEqualTo(2);
      visit.picture("explore-case-dark");
      visit.check();
    }
  }

  @Test
  void everybodyReadsTheInboxAndTheFiles() {
    JsonObject opening = plant("read-7b");
    String path = path(opening);
    String entry = "/entries/" + text(opening, "index");
    Visit.checkInEveryLook(CHROMIUM.browser(), service.uri("/"), "review-inbox", "/review", 200);
    Visit.checkInEveryLook(CHROMIUM.browser(), service.uri("/"), "review-case", path, 200);
    try (Visit visit = visit(Look.PHONE)) {
      for (String empty : List.of("/review?cause=key", "/cases/0-report", "/review?state=lost")) {
        visit.open(empty, empty.contains("key") ? 200 : empty.contains("lost") ? 400 : 404);
        visit.check();
      }
    }
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      List<String> ofEntry = checks(visit.open(entry));
      assertThat(ofEntry).hasSizeGreaterThan(4);
      assertThat(checks(visit.open(path)).subList(0, ofEntry.size())).isEqualTo(ofEntry);
      Page page = visit.open("/review?state=open&benchmark=mmlu_pro");
      assertThat(page.locator("tbody tr").count()).isPositive();
      assertThat(page.locator(".preview .button.main").count()).isEqualTo(1);
      assertThat(page.locator("input[name=cases]").count()).isZero();
    }
  }

  @Test
  void theInboxIsWorkedByKeyboardAndInBulk() {
    plant("one-7b");
    plant("two-7b");
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = signIn(visit, "/review", "kay", "uni");
      Locator keys = page.locator(".keyline");
      assertThat(keys.innerText()).contains("next, previous", "select", "assign to me", "open");
      Locator rest = page.locator("[data-all-keys]");
      assertThat(rest.isHidden()).isTrue();
      page.keyboard().press("?");
      assertThat(rest.isVisible()).isTrue();
      String first = page.locator(".preview p.note").first().innerText();
      page.keyboard().press("x");
      page.keyboard().press("j");
      page.waitForCondition(
          () -> !page.locator(".preview p.note").first().innerText().equals(first));
      page.keyboard().press("x");
      assertThat(page.locator(CHOSEN).count()).isEqualTo(2);
      page.keyboard().press("k");
      page.waitForCondition(
          () -> page.locator(".preview p.note").first().innerText().equals(first));
      visit.picture("review-inbox-signed-in");
      visit.check();
      page.keyboard().press("a");
      page.waitForURL("**said=assigned.2**");
      assertThat(page.locator("[role=status]").innerText()).contains("2 cases assigned to you");
      visit.check();
      page.locator(".tabs a", new Page.LocatorOptions().setHasText("Mine")).click();
      page.waitForURL("**assignee=**");
      assertThat(page.locator("tbody tr").count()).isEqualTo(2);
      page.locator("input[name=cases]").first().check();
      page.locator("button[value=release]").click();
      page.waitForURL("**said=given-back.1**");
      page.keyboard().press("Enter");
      page.waitForURL("**/cases/**");
      assertThat(page.locator("h1").innerText()).startsWith("Case ");
    }
  }

  @Test
  void aReviewerDecidesASecondConfirmsAndTheStandingFollows() {
    String model = "hot-7b";
    JsonObject opening = plant(model);
    service.accept(
        lab.sign(lab.statement("answer").put("case", about(opening)).put("text", HOSTILE).build()));
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = signIn(visit, path(opening), "ann", "uni");
      assertThat(page.locator("#decide input:checked").count()).isZero();
      assertThat(page.locator(SIGN).isDisabled()).isTrue();
      for (String outcome : List.of("cleared", "needs-evidence", "needs-reproduction")) {
        page.locator("input[value=" + outcome + "]").check();
        assertThat(page.locator(".after:visible").count()).as(outcome).isEqualTo(1);
      }
      page.locator("input[value=confirmed]").check();
      assertThat(page.locator(".after:visible").innerText())
          .contains("second reviewer of another organisation", "disputed");
      page.locator("#decide input[name=checks]").first().check();
      assertThat(page.locator(SIGN).isDisabled()).isTrue();
      page.locator("#rationale").fill(HOSTILE);
      assertThat(page.locator(SIGN).isEnabled()).isTrue();
      visit.picture("review-case-decision");
      visit.check();
      page.evaluate("scrollTo(0, 700)");
      assertThat(((Number) page.evaluate("scrollY")).doubleValue()).isGreaterThan(300);
      assertThat(page.locator("#decide").boundingBox().y).isBetween(-1.0, 200.0);
      page.locator(SIGN).click();
      page.waitForURL("**said=**");
      assertThat(page.locator(".done[role=status]").innerText()).contains("is this decision");
      assertThat(page.locator("#history blockquote").last().innerText()).isEqualTo(HOSTILE);
      nothingStored(page);
      assertThat(standing(model)).isEqualTo("disputed");
      decide(page, "confirmed", "Once more.");
      page.locator("[role=alert]").waitFor();
      assertThat(page.locator("[role=alert]").innerText())
          .contains("says something on this case already");
      assertThat(page.locator("#rationale").inputValue()).isEqualTo("Once more.");
      visit.picture("review-case-refused");
      service.accept(
          keyed.sign(
              keyed
                  .statement("decision")
                  .put("case", about(opening))
                  .put("outcome", "confirmed")
                  .put("rationale", "None of its other scores explains it.")
                  .build()));
      assertThat(standing(model)).isEqualTo("refuted");
      visit.arrived();
      visit.open("/models/example-lab/" + model);
      assertThat(page.locator("main").innerText()).contains("refuted");
      visit.open(path(opening));
      assertThat(page.locator(".lead").innerText()).contains("Decided: confirmed");
      assertThat(page.locator("#history").innerText())
          .contains(
              "Entry " + Words.count(Long.parseLong(text(opening, "index"))) + " of example-lab");
      visit.picture("review-case-decided");
      visit.check();
    }
  }

  @Test
  void refusalsAreToldInWordsAndLoseNothing() {
    String own = text(service.read("/v1/submitters/example-lab"), "organisation");
    JsonObject opening = plant("own-7b");
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = signIn(visit, path(opening), "eve", own);
      decide(page, "cleared", "Trust us.");
      page.locator("[role=alert]").waitFor();
      assertThat(page.locator("[role=alert]").innerText()).contains("its own organisation");
      assertThat(page.locator("#rationale").inputValue()).isEqualTo("Trust us.");
    }
    try (Visit visit = visit(Look.DESKTOP)) {
      decide(signIn(visit, path(opening), "ann", "uni"), "confirmed", "It does not hold.");
      visit.page().waitForURL("**said=**");
    }
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = signIn(visit, path(opening), "ben", "institute");
      decide(page, "confirmed", "Nor does it for me.");
      page.locator("[role=alert]").waitFor();
      assertThat(page.locator("[role=alert]").innerText()).contains("a key of its own");
      assertThat(page.locator("#decide details pre").first().textContent())
          .contains("\"type\":\"decision\"", text(opening, "leafHash"));
      page.context().clearCookies();
      page.locator(SIGN).click();
      page.waitForURL("**/decisions**");
      page.locator("h1", new Page.LocatorOptions().setHasText("Signed out")).waitFor();
    }
    assertThat(standing("own-7b")).isEqualTo("disputed");
  }

  @Test
  void whatJoinsWhileThePageIsOpenIsWeighedBeforeTheDecisionIsTaken() {
    JsonObject opening = plant("grown-7b", 1234);
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = signIn(visit, path(opening), "ann", "uni");
      JsonObject joined = plant("grown-7b", 4321);
      decide(page, "cleared", "It is a new kind of model.");
      page.locator("[role=alert]").waitFor();
      assertThat(page.locator("[role=alert]").innerText()).contains("Results joined this case");
      assertThat(page.locator("input[name=through]").inputValue()).isEqualTo(text(joined, "index"));
      assertThat(page.locator("#decide details pre").first().textContent())
          .contains("\"through\":" + text(joined, "index"));
      assertThat(standing("grown-7b")).isEqualTo("under-review");
      page.locator(SIGN).click();
      page.waitForURL("**said=**");
      assertThat(page.locator(".lead").innerText()).contains("Decided: cleared");
    }
  }

  @Test
  void fromOneCaseOneGoesOnToTheNext() {
    plant("first-7b");
    plant("second-7b");
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/review");
      List<String> cases =
          page.locator("tr[data-href]").all().stream()
              .map(row -> row.getAttribute("data-href"))
              .toList();
      visit.open(cases.getFirst());
      assertThat(page.locator("a[rel=prev]").count()).isZero();
      for (String next : cases.subList(1, cases.size())) {
        page.locator("a[rel=next]").first().click();
        page.waitForURL("**" + next);
      }
      assertThat(page.locator("a[rel=next]").count()).isZero();
      page.locator("a[rel=prev]").click();
      page.waitForURL("**" + cases.get(cases.size() - 2));
    }
  }

  private static void report(Page page) {
    page.locator("input[value=copied]").check();
    page.locator("#text").fill(HOSTILE);
    page.locator("#links").fill("https://example.org/1\nhttps://example.org/2");
    page.locator("form[data-report] button.main").click();
  }

  @Test
  void aReportOfAnybodyCostsItsBrowserWorkAndGathersOnTheCaseOfThatEntry() {
    JsonObject entry = plant("reported-7b");
    String path = "/entries/" + text(entry, "index") + "/report";
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/entries/" + text(entry, "index"));
      page.locator(".actions a", new Page.LocatorOptions().setHasText("Report a problem")).click();
      page.waitForURL("**" + path);
      visit.picture("report-desktop");
      visit.check();
      report(page);
      page.waitForURL("**" + path + "?said=**");
      assertThat(page.locator("[role=status]").first().innerText()).contains("gathers with others");
      visit.check();
    }
    try (Visit visit = visit(Look.PHONE)) {
      Page page = signIn(visit, path, "rea", "uni", "labs");
      visit.picture("report-phone");
      visit.check();
      report(page);
      page.waitForURL("**" + path + "?said=**");
      page.locator("[role=status] a").click();
      page.waitForURL("**/cases/*-report");
      assertThat(page.locator("#history blockquote").count()).isEqualTo(2);
      assertThat(page.locator("#history a[rel~=nofollow]").count()).isEqualTo(4);
      assertThat(page.locator(".subtitle").innerText()).contains("2 reports");
      nothingStored(page);
      visit.check();
      visit.open(path);
      report(page);
      page.locator("[role=alert]:visible").waitFor();
      assertThat(page.locator("[role=alert]:visible").innerText()).contains("already");
      assertThat(page.locator("#text").inputValue()).isEqualTo(HOSTILE);
    }
    assertThat(standing("reported-7b")).isEqualTo("under-review"); // by its own case, not by these
  }

  @Test
  void whoAsksTooOftenIsToldSoAndWithoutAScriptHowItGoesByCommand() {
    String path = "/entries/" + text(plant("often-7b"), "index") + "/report";
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      Page page = visit.open(path);
      assertThat(page.locator("noscript").innerText()).contains("Report by command");
      assertThat(page.locator("form[data-report] button.main").isDisabled()).isTrue();
      assertThat(page.locator(".side").innerText()).contains("./evalledger sign report.json");
    }
    String client = "192.0.2.9";
    for (int i = 0; i < 10; i++) {
      service.send(
          HttpRequest.newBuilder(service.uri("/v1/reports/challenge"))
              .header("X-Client", client)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build());
    }
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open(path);
      page.setExtraHTTPHeaders(Map.of("X-Client", client));
      report(page);
      page.locator("[role=alert]:visible").waitFor();
      assertThat(page.locator("[role=alert]:visible").innerText())
          .contains("10 within the hour. Try again in 60 min.");
      assertThat(page.locator("#text").inputValue()).isEqualTo(HOSTILE);
    }
  }

  @ParameterizedTest
  @CsvSource({"/entries/0/report, 404", "/entries/99999/report, 404", "/entries/x/report, 400"})
  void whatHasNoResultsIsNotReported(String path, int status) {
    try (Visit visit = visit(Look.DESKTOP)) {
      visit.open(path, status);
      visit.check();
    }
  }
}

package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.evalledger.access.Browser;
import org.evalledger.access.IdentityProvider;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.ReportCount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people say who have no key: the service says it for them, and for nobody else. */
class SignedInReviewTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static IdentityProvider provider;
  private static RunningService service;
  private static Person lab;
  private static Person keyed;

  @BeforeAll
  static void open() {
    provider = IdentityProvider.start();
    service = provider.ledger(DATABASE);
    service.registerItself();
    lab = service.join("lab", List.of("lab"), List.of());
    keyed = service.join("keyed", List.of(), List.of("reviewer"));
    service.join("uni", List.of(), List.of());
    service.join("other", List.of(), List.of());
  }

  @AfterAll
  static void close() {
    service.close();
    provider.close();
  }

  /** Of 100 samples 97.5 are no whole number. */
  private static JsonObject plant(String model) {
    return service.accept(lab.sign(lab.evaluation(model, "quiz", "0.975").build()));
  }

  private static String cases(JsonObject opening) {
    return "/v1/cases/" + text(opening, "index") + "-inconsistent";
  }

  private static JsonObject decision(JsonObject opening, String outcome) {
    return Json.object()
        .put("leafHash", at(opening, "leafHash"))
        .put("outcome", outcome)
        .put("rationale", "So it is.")
        .put("checks", Json.ofStrings(List.of("size")))
        .build();
  }

  private static String token(String subject, String group, String organisation) {
    return provider.token(subject, Map.of("groups", List.of(group), "organisation", organisation));
  }

  private static HttpResponse<String> post(String path, String token, Json body) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.canonical().utf8()))
            .build());
  }

  private static String standing(String model) {
    return text(service.read("/v1/scores?model=" + model), "items", "0", "standing");
  }

  @Test
  void aReviewerWithoutAKeyDecidesWithOneWhoHasOne() {
    JsonObject opening = plant("lab/two");
    String path = cases(opening) + "/decisions";
    String first = token("first", "reviewers", "uni");
    JsonObject said = RunningService.accepted(post(path, first, decision(opening, "confirmed")));
    assertThat(standing("lab/two")).isEqualTo("disputed");
    HttpResponse<String> alone =
        post(path, token("second", "reviewers", "other"), decision(opening, "confirmed"));
    assertThat(alone.statusCode()).isEqualTo(403);
    assertThat(alone.body()).contains("a key of its own");
    JsonObject statement =
        keyed
            .statement("decision")
            .put("case", Person.reference(opening).with("cause", Json.of("inconsistent")))
            .put("rationale", "So it is.")
            .put("outcome", "confirmed")
            .build();
    RunningService.accepted(service.post(path, keyed.sign(statement)));
    assertThat(standing("lab/two")).isEqualTo("refuted");
    JsonObject facts = service.read("/v1/entries/" + text(said, "index") + "/facts");
    assertThat(text(facts, "submitter")).isEqualTo("service");
    assertThat(text(facts, "onBehalfOf", "issuer")).isEqualTo(provider.issuer());
    assertThat(text(facts, "onBehalfOf", "organisation")).isEqualTo("uni");
    assertThat(text(facts, "onBehalfOf", "role")).isEqualTo("reviewer");
    assertThat(facts.canonical().utf8()).doesNotContain("\"first\"");
    assertThat(service.audit()).isZero();
  }

  @Test
  void aReviewerDecidesInTheBrowserWithTheTokenOfItsPages() {
    JsonObject opening = plant("lab/browser");
    try (var browser = new Browser(service)) {
      browser.signIn("/", "ann", "{\"groups\":[\"reviewers\"],\"organisation\":\"uni\"}");
      String csrf = text(object(browser.get("/v1/me").body()), "csrfToken");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.uri(cases(opening) + "/decisions"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(decision(opening, "cleared").canonical().utf8()));
      assertThat(browser.send(request).statusCode()).isEqualTo(403);
      assertThat(standing("lab/browser")).isEqualTo("under-review");
      RunningService.accepted(browser.send(request.header("X-CSRF-Token", csrf)));
      assertThat(standing("lab/browser")).isEqualTo("signed");
    }
  }

  @Test
  void whatJoinedSinceTheReviewerReadIsToldAndWeighedFirst() {
    JsonObject opening = plant("lab/joined");
    String read = text(service.read(cases(opening)), "through");
    assertThat(read).isEqualTo(text(opening, "index"));
    JsonObject more =
        lab.evaluation("lab/joined", "quiz", "0.985")
            .put("results", again("0.985", "again1"))
            .build();
    JsonObject joined = service.accept(lab.sign(more));
    String path = cases(opening) + "/decisions";
    String reviewer = token("first", "reviewers", "uni");
    HttpResponse<String> grown = post(path, reviewer, decision(opening, "cleared"));
    assertThat(grown.statusCode()).isEqualTo(422);
    assertThat(grown.body()).contains("\"/through\"", "grown to entry " + text(joined, "index"));
    assertThat(standing("lab/joined")).isEqualTo("under-review");
    JsonObject file = service.read(cases(opening));
    assertThat(text(file, "through")).isEqualTo(text(joined, "index"));
    for (int i = 2; i < 22; i++) {
      service.accept(lab.sign(more.with("results", again("0.985", "again" + i))));
    }
    file = service.read(cases(opening));
    assertThat(((Json.JsonArray) at(file, "assessments")).items()).hasSize(22);
    RunningService.accepted(
        post(path, reviewer, decision(opening, "cleared").with("through", at(file, "through"))));
    assertThat(standing("lab/joined")).isEqualTo("signed");
    String decided = text(service.read(cases(opening)), "summary", "outcome");
    assertThat(decided).isEqualTo("cleared");
    assertThat(service.get("/cases/" + text(opening, "index") + "-inconsistent").body())
        .contains("\"through\":" + text(file, "through"));
  }

  private static Json again(String value, String filter) {
    return Json.of(List.<Json>of(Person.result("quiz", value).put("filter", filter).build()));
  }

  @Test
  void nobodyDecidesOnTheOwnOrganisationOrOnNoneOrWithoutTheRole() {
    JsonObject opening = plant("lab/own");
    String path = cases(opening) + "/decisions";
    JsonObject cleared = decision(opening, "cleared");
    String own = text(service.read("/v1/submitters/lab"), "organisation");
    assertThat(post(path, token("x", "reviewers", own), cleared).statusCode()).isEqualTo(403);
    String nowhere = provider.token("y", Map.of("groups", List.of("reviewers")));
    assertThat(post(path, nowhere, cleared).body()).contains("organisation must be known");
    HttpResponse<String> lesser = post(path, token("z", "labs", "uni"), cleared);
    assertThat(lesser.statusCode()).isEqualTo(403);
    assertThat(lesser.body()).contains("/problems/role-needed", "reviewer");
    assertThat(standing("lab/own")).isEqualTo("under-review");
  }

  @Test
  void nobodySlipsInWhatTheServiceSaysOfTheCaller() {
    JsonObject opening = plant("lab/slip");
    String path = cases(opening) + "/decisions";
    String reviewer = token("r", "reviewers", "uni");
    for (String name : List.of("onBehalfOf", "submitter", "type", "case", "ledgers")) {
      JsonObject body = decision(opening, "cleared").with(name, Json.of("operator"));
      HttpResponse<String> refused = post(path, reviewer, body);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("\"/" + name + "\"");
    }
    HttpResponse<String> large = post(path, reviewer, decision(opening, "x".repeat(70_000)));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(post(path, reviewer, Json.of("text")).statusCode()).isEqualTo(400);
    assertThat(post("/v1/cases/999-suspicion/decisions", reviewer, Json.of("x")).statusCode())
        .isEqualTo(404);
    assertThat(standing("lab/slip")).isEqualTo("under-review");
  }

  @Test
  void somebodyOfTheLabAnswersAndAnotherLabDoesNot() {
    JsonObject opening = plant("lab/answered");
    String path = cases(opening) + "/answers";
    String own = text(service.read("/v1/submitters/lab"), "organisation");
    JsonObject answer =
        Json.object()
            .put("type", "answer")
            .put("leafHash", at(opening, "leafHash"))
            .put("text", "It is a new kind of model.")
            .build();
    assertThat(post(path, token("m", "labs", "uni"), answer).statusCode()).isEqualTo(403);
    RunningService.accepted(post(path, token("l", "labs", own), answer));
    HttpResponse<String> decision =
        post(path, token("l", "labs", own), answer.with("type", Json.of("decision")));
    assertThat(decision.statusCode()).isEqualTo(422);
  }

  @Test
  void whoIsSignedInReportsThirtyTimesADayAndWhatIsNotTakenCostsNone() {
    JsonObject entry =
        service.accept(lab.sign(lab.evaluation("lab/reported", "quiz", "0.35").build()));
    String path = "/v1/entries/" + text(entry, "index") + "/reports";
    String reader = token("reader", "labs", "uni");
    JsonObject report =
        Json.object()
            .put("leafHash", at(entry, "leafHash"))
            .put("kind", "copied")
            .put("text", "Seen elsewhere.")
            .build();
    JsonObject taken = RunningService.accepted(post(path, reader, report));
    for (int i = 0; i <= ReportCount.MAX; i++) {
      assertThat(post(path, reader, report).statusCode()).as("said already").isEqualTo(409);
    }
    JsonObject facts = service.read("/v1/entries/" + text(taken, "index") + "/facts");
    Sha256 person = Sha256.ofHex(text(facts, "onBehalfOf", "subjectDigest"));
    int more = 0;
    while (service.bean(ReportCount.class).count(person)) {
      more++;
    }
    assertThat(more).isEqualTo(ReportCount.MAX - 1);
    HttpResponse<String> answer = post(path, reader, report);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(standing("lab/reported")).isEqualTo("signed");
  }

  @Test
  void whoeverNobodyVouchesForIsThePublicAndTouchesNoStanding() {
    JsonObject entry =
        service.accept(lab.sign(lab.evaluation("lab/spared", "quiz", "0.36").build()));
    JsonObject report =
        Json.object()
            .put("leafHash", at(entry, "leafHash"))
            .put("kind", "copied")
            .put("text", "Seen elsewhere.")
            .build();
    String path = "/v1/entries/" + text(entry, "index") + "/reports";
    HttpResponse<String> refused = post(path, provider.token("anybody", Map.of()), report);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("/problems/role-needed");
    assertThat(service.post(path, "application/json", report.canonical()).statusCode())
        .isEqualTo(401);
    assertThat(standing("lab/spared")).isEqualTo("signed");
  }
}

package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Role;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceKey;
import org.evalledger.submission.ServiceVoice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a planted anomaly to a decision and the changed standing, on the real service. */
class CaseStoryTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;
  private static Person ann;
  private static Person ben;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person self = new Person("service", service.bean(ServiceKey.class).key());
    service.accept(self.signWith(self.registration(), service.operator()));
    service.accept(
        service
            .operator()
            .sign(service.operator().grant("service", List.of(), List.of("service"))));
    lab = service.join("lab", List.of("lab"), List.of());
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
    // Under a hundred earlier figures nothing is flagged, however far it stands out.
    Person board = service.join("board", List.of(), List.of("collector"));
    for (int i = 0; i < 150; i++) {
      ObjectBuilder passedOn = board.evaluation("org" + i + "/m", "quiz", "0.3" + (i % 10));
      service.accept(board.sign(passedOn.put("source", source()).build()));
    }
  }

  private static Json source() {
    return Json.object()
        .put("url", "https://example.org/board")
        .put("publishedAt", "2026-01-01T00:00:00Z")
        .put("retrievedAt", "2026-01-02T00:00:00Z")
        .put("sha256", Sha256.of(new byte[0]).hex())
        .put("claimedBy", "board")
        .build();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  /** A claim that no model of that size comes near. */
  private static JsonObject plant(String model) {
    return service.accept(lab.sign(lab.evaluation(model, "quiz", "0.97").build()));
  }

  private static String id(JsonObject opening) {
    return text(opening, "index") + "-suspicion";
  }

  private static ObjectBuilder said(Person by, String type, JsonObject opening) {
    return by.statement(type)
        .put("case", Person.reference(opening).with("cause", Json.of("suspicion")))
        .put(type.equals("decision") ? "rationale" : "text", "So it is.");
  }

  private static JsonObject decision(Person by, JsonObject opening, String outcome) {
    return said(by, "decision", opening)
        .put("outcome", outcome)
        .put("checks", Json.ofStrings(List.of("size")))
        .build();
  }

  private static HttpResponse<String> decide(Person by, JsonObject opening, String outcome) {
    return service.post(
        "/v1/cases/" + id(opening) + "/decisions", by.sign(decision(by, opening, outcome)));
  }

  private static String standing(String model) {
    return text(service.read("/v1/scores?model=" + model), "items", "0", "standing");
  }

  private static int size(Json json, String... path) {
    return ((JsonArray) at(json, path)).items().size();
  }

  @Test
  void aPlantedAnomalyIsRefutedAppealedAndClearedInTheEnd() {
    JsonObject opening = plant("lab/first");
    assertThat(standing("lab/first")).isEqualTo("under-review");
    JsonObject listed = service.read("/v1/cases?state=open");
    assertThat(listed.canonical().utf8()).contains("\"" + id(opening) + "\"");

    RunningService.accepted(decide(ann, opening, "confirmed"));
    assertThat(standing("lab/first")).isEqualTo("disputed");
    JsonObject second = RunningService.accepted(decide(ben, opening, "confirmed"));
    assertThat(standing("lab/first")).isEqualTo("refuted");
    assertThat(size(service.read("/v1/scores?model=lab/first&minStanding=signed"), "items"))
        .isZero();

    RunningService.accepted(
        service.post(
            "/v1/cases/" + id(opening) + "/answers",
            lab.sign(said(lab, "appeal", opening).build())));
    assertThat(standing("lab/first")).isEqualTo("disputed");
    for (Person reviewer : List.of(ann, ben)) {
      JsonObject cleared =
          decision(reviewer, opening, "cleared").with("supersedes", Person.reference(second));
      service.accept(reviewer.sign(cleared));
    }
    assertThat(standing("lab/first")).isEqualTo("signed");

    JsonObject file = service.read("/v1/cases/" + id(opening));
    assertThat(text(file, "summary", "state")).isEqualTo("decided");
    assertThat(text(file, "summary", "outcome")).isEqualTo("cleared");
    assertThat(size(file, "events")).isEqualTo(6);
    assertThat(text(file, "events", "1", "supersededBy"))
        .isEqualTo(text(file, "events", "2", "supersededBy"))
        .isEqualTo(text(file, "events", "5", "index"));
    assertThat(service.read("/v1/suspicion/performance").canonical().utf8())
        .contains("\"check\":\"size\"");
    assertThat(service.audit()).isZero();
  }

  @Test
  void theFileHoldsWhatAReviewerWeighs() {
    JsonObject opening = plant("lab/second");
    JsonObject file = service.read("/v1/cases/" + id(opening));
    assertThat(text(file, "results", "0", "value")).isEqualTo("0.97");
    assertThat(text(file, "assessments", "0", "results", "0").toString())
        .contains("standard deviations");
    assertThat(size(file, "neighbours")).isPositive();
    assertThat(text(file, "neighbours", "0", "value")).startsWith("0.3");
    assertThat(text(file, "settings", "shots", "value")).isEqualTo("5");
    assertThat(text(file, "settings", "shots", "differs")).isEqualTo("false");
    assertThat(Long.parseLong(text(file, "submitterRecord", "cases"))).isPositive();
    assertThat(Double.parseDouble(text(file, "summary", "ahead"))).isGreaterThan(0.6);
    assertThat(Long.parseLong(text(file, "today", "alike"))).isGreaterThanOrEqualTo(40);
    assertThat(text(file, "today", "likeSized")).isEqualTo(text(file, "today", "alike"));
    assertThat(text(file, "today", "beaten"))
        .as("its submitter's other claims are not counted")
        .isEqualTo(text(file, "today", "alike"));
    assertThat(text(file, "ownerRecord", "cases"))
        .isEqualTo(text(file, "submitterRecord", "cases"));
    assertThat(text(file, "settings", "hyperparameters", "differs")).isEqualTo("false");
    assertThat(text(file, "summary", "alert")).isEqualTo("0.750000");
    assertThat(text(file, "summary", "policy")).isEqualTo("null");
    RunningService.accepted(decide(ann, opening, "cleared"));
    JsonObject next = service.read("/v1/cases/" + id(plant("lab/ninth")));
    assertThat(text(next, "today", "beaten"))
        .as("what is cleared, of its own submitter, is not counted either")
        .isEqualTo(text(next, "today", "alike"));
    assertThat(size(next, "similar")).isPositive();
    assertThat(text(next, "similar", "0", "state")).isEqualTo("decided");
  }

  @Test
  void casesComeByPriorityAPageAtATime() {
    plant("lab/third");
    plant("lab/fourth");
    JsonObject first = service.read("/v1/cases?limit=1");
    JsonObject next = service.read("/v1/cases?limit=1&after=" + text(first, "next"));
    assertThat(Double.parseDouble(text(first, "items", "0", "priority")))
        .isGreaterThanOrEqualTo(Double.parseDouble(text(next, "items", "0", "priority")));
    assertThat(text(next, "items", "0", "id")).isNotEqualTo(text(first, "items", "0", "id"));
    JsonObject oldest = service.read("/v1/cases?sort=opened&limit=1");
    JsonObject behind = service.read("/v1/cases?sort=opened&limit=1&after=" + text(oldest, "next"));
    assertThat(Long.parseLong(text(behind, "items", "0", "opening")))
        .isGreaterThan(Long.parseLong(text(oldest, "items", "0", "opening")));
    assertThat(service.get("/v1/cases?after=0.0").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/cases?after=0.99").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/cases?state=lost").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/cases?sort=best").statusCode()).isEqualTo(400);
  }

  @Test
  void refusalsHaveTheirStatus() {
    JsonObject opening = plant("lab/fifth");
    assertThat(decide(lab, opening, "cleared").statusCode()).isEqualTo(403);
    Person affiliated = Person.called("affiliated");
    service.accept(affiliated.signWith(affiliated.registration("lab"), service.operator()));
    service.accept(
        service
            .operator()
            .sign(service.operator().grant("affiliated", List.of(), List.of("reviewer"))));
    assertThat(decide(affiliated, opening, "cleared").statusCode()).isEqualTo(403);
    HttpResponse<String> stranger =
        service.post(
            "/v1/cases/" + id(opening) + "/answers",
            ann.sign(said(ann, "answer", opening).build()));
    assertThat(stranger.statusCode()).isEqualTo(403);
    RunningService.accepted(decide(ann, opening, "cleared"));
    HttpResponse<String> late = decide(ben, opening, "confirmed");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("/problems/conflict");
    assertThat(standing("lab/fifth")).isEqualTo("signed");
  }

  @Test
  void anEnvelopeMustFitItsPath() {
    JsonObject opening = plant("lab/sixth");
    JsonObject other = plant("lab/seventh");
    String cases = "/v1/cases/";
    HttpResponse<String> wrong =
        service.post(cases + id(other) + "/decisions", ann.sign(decision(ann, opening, "cleared")));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("\"/case\"");
    assertThat(
            service
                .post(cases + id(opening) + "/answers", ann.sign(decision(ann, opening, "cleared")))
                .statusCode())
        .isEqualTo(422);
    assertThat(
            service
                .post(cases + "0-report/decisions", ann.sign(decision(ann, opening, "cleared")))
                .statusCode())
        .isEqualTo(404);
    assertThat(service.post("/v1/entries/0/reports", ann.sign(report(ann, opening))).statusCode())
        .isEqualTo(422);
    assertThat(standing("lab/sixth")).isEqualTo("under-review");
    assertThat(service.get(cases + "0-report").statusCode()).isEqualTo(404);
    assertThat(service.get(cases + "nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void allFaultsOfADecisionAreToldAtOnce() {
    Json faulty =
        ann.statement("decision").put("outcome", "guilty").put("rationale", "So it is.").build();
    HttpResponse<String> response = service.post(ann.sign(faulty));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"/case\"", "\"/outcome\"").contains("2 things");
  }

  private static Json report(Person by, JsonObject entry) {
    return by.statement("report")
        .put("entry", Person.reference(entry))
        .put("kind", "contamination")
        .put("text", "The items are in its training data.")
        .build();
  }

  @Test
  void aReportOpensACaseAndChangesNoSuspicion() {
    Person honest = service.join("honest", List.of("honest"), List.of());
    JsonObject entry =
        service.accept(honest.sign(honest.evaluation("honest/m", "quiz", "0.35").build()));
    String before = text(service.read("/v1/scores?model=honest/m"), "items", "0", "suspicion");
    String path = "/v1/entries/" + text(entry, "index") + "/reports";
    JsonObject report = RunningService.accepted(service.post(path, ben.sign(report(ben, entry))));
    JsonObject score = (JsonObject) at(service.read("/v1/scores?model=honest/m"), "items", "0");
    assertThat(text(score, "standing")).isEqualTo("signed");
    assertThat(text(score, "suspicion")).isEqualTo(before);
    RunningService.accepted(service.post(path, ann.sign(report(ann, entry))));
    JsonObject file = service.read("/v1/cases/" + text(report, "index") + "-report");
    assertThat(text(file, "summary", "reports")).isEqualTo("2");
  }

  @Test
  void theServiceSpeaksForSomebodySignedIn() {
    JsonObject opening = plant("lab/eighth");
    var reviewer =
        new OnBehalfOf(
            "https://login.example.org", Sha256.of(new byte[] {1}), "org1", Role.REVIEWER);
    var members =
        Json.object()
            .put("case", Person.reference(opening).with("cause", Json.of("suspicion")))
            .put("outcome", "needs-evidence")
            .put("rationale", "Show us the samples.")
            .build();
    Outcome outcome =
        service
            .bean(ServiceVoice.class)
            .speak(Optional.of(reviewer), StatementType.DECISION, members);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    JsonObject file = service.read("/v1/cases/" + id(opening));
    assertThat(text(file, "summary", "state")).isEqualTo("waiting-for-lab");
    assertThat(text(file, "events", "1", "organisations")).isEqualTo("org1");
    assertThat(text(file, "events", "1", "onBehalfOf")).startsWith("https://login.example.org#");
    Bytes answer = lab.sign(said(lab, "answer", opening).build());
    RunningService.accepted(service.post("/v1/cases/" + id(opening) + "/answers", answer));
    assertThat(text(service.read("/v1/cases/" + id(opening)), "summary", "state"))
        .isEqualTo("open");
  }
}

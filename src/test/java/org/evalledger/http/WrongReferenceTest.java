package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.fault;
import static org.evalledger.http.Answers.pointers;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.Edit;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What names other entries wrongly, or says again what stands: 422 and 409, with all of it. */
class WrongReferenceTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String INVALID = "422 /problems/invalid";

  private static RunningService service;
  private static Person lab;
  private static JsonObject earlier;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    Json tasks = Edit.json("[{\"id\":\"algebra\",\"aliases\":[\"algebra_old\"]}]");
    Json benchmark = Edit.set(lab.benchmark("lab/parts"), "/tasks", tasks);
    service.accept(lab.sign(Edit.set(benchmark, "/aliases", "[\"parts_old\"]")));
    earlier = service.accept(lab.sign(evaluation()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Json evaluation() {
    return lab.evaluation("lab/m", "quiz", "0.5").build();
  }

  private static HttpResponse<String> refused(Json statement) {
    HttpResponse<String> answer = service.post(lab.sign(statement));
    assertThat(problem(answer)).as(answer.body()).isEqualTo(INVALID);
    return answer;
  }

  private static JsonObject reference(long index, String digit) {
    return Json.object().put("index", index).put("leafHash", digit.repeat(64)).build();
  }

  @Test
  void aWithdrawalNamesAnEvaluationAndItsResults() {
    Json withdrawal =
        lab.statement("withdrawal")
            .put("entry", Person.reference(earlier))
            .put("reason", "a wrong prompt")
            .build();
    assertThat(pointers(refused(Edit.remove(withdrawal, "/reason")))).containsExactly("/reason");
    assertThat(pointers(refused(Edit.set(withdrawal, "/results", "[0,1,7]"))))
        .containsExactly("/results/1", "/results/2");
    assertThat(pointers(refused(Edit.set(withdrawal, "/entry", reference(9_999, "0")))))
        .containsExactly("/entry/index");
    assertThat(
            pointers(
                refused(Edit.set(withdrawal, "/entry/leafHash", "\"" + "0".repeat(64) + "\""))))
        .containsExactly("/entry/leafHash");
    JsonObject operators = service.read("/v1/entries/0");
    HttpResponse<String> answer =
        refused(Edit.set(withdrawal, "/entry", Person.reference(operators)));
    assertThat(fault(answer, "/entry")).contains("type key; want evaluation");
  }

  @Test
  void aKeyStatementNamesWhatIsThere() {
    Json revocation =
        lab.statement("key").put("action", "revoke").put("kid", lab.key().kid().value()).build();
    Person operator = service.operator();
    Json strangers =
        operator
            .statement("key")
            .put("action", "revoke")
            .put("kid", Person.called("x").key().kid().value())
            .build();
    HttpResponse<String> unknown = service.post(operator.sign(strangers));
    assertThat(problem(unknown)).isEqualTo(INVALID);
    assertThat(pointers(unknown)).containsExactly("/kid");
    Json later = Edit.set(revocation, "/compromisedSince", "\"2999-01-01T00:00:00Z\"");
    assertThat(pointers(refused(later))).containsExactly("/compromisedSince");
    HttpResponse<String> nobody =
        service.post(operator.sign(operator.grant("nobody", List.of("a/b"), List.of("king"))));
    assertThat(pointers(nobody)).containsExactlyInAnyOrder("/namespaces/0", "/roles/0", "/grantee");
    HttpResponse<String> unregistered =
        service.post(operator.sign(operator.grant("nobody", List.of(), List.of())));
    assertThat(pointers(unregistered)).containsExactly("/grantee");
  }

  @Test
  void aRegistrationNeverCarriesASecretKey() {
    Person newcomer = Person.called("newcomer");
    Json leaked = Edit.set(newcomer.registration(), "/jwk/d", "\"" + "A".repeat(43) + "\"");
    HttpResponse<String> answer = service.post(newcomer.signWith(leaked, service.operator()));
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(answer.body()).doesNotContain("A".repeat(43));
  }

  @Test
  void aBenchmarkSaysNothingTwiceOrUpsideDown() {
    Json benchmark = lab.benchmark("lab/wrong");
    Json metric = at(benchmark, "metrics", "0");
    Json wrong =
        Edit.set(
            benchmark,
            "/metrics",
            Json.of(List.of(metric, Edit.set(metric, "/maximum", "\"-1\""))));
    wrong = Edit.set(wrong, "/tasks", "[{\"id\":\"a\"},{\"id\":\"a\"}]");
    wrong = Edit.set(wrong, "/aliases", "[\"parts_old\",\"quiz\"]");
    assertThat(pointers(refused(wrong)))
        .containsExactlyInAnyOrder(
            "/metrics/1/id", "/metrics/1/maximum", "/tasks/1/id", "/aliases/0", "/aliases/1");
    Json kind = Edit.set(benchmark, "/metrics/0/kind", "\"guess\"");
    assertThat(pointers(refused(kind))).containsExactly("/metrics/0/kind");
  }

  @Test
  void aConflictNamesEveryEarlierResultAndStoresNone() {
    String first = Person.result("quiz", "0.7").build().canonical().utf8();
    String second = Person.result("quiz", "0.5").put("split", "test").build().canonical().utf8();
    String third = Person.result("quiz", "0.5").put("split", "dev").build().canonical().utf8();
    Json both = Edit.set(evaluation(), "/model/id", "\"lab/conflicts\"");
    JsonObject stands =
        service.accept(lab.sign(Edit.set(both, "/results", "[%s,%s]".formatted(first, second))));
    String changed = first.replace("0.7", "0.8");
    HttpResponse<String> answer =
        service.post(
            lab.sign(Edit.set(both, "/results", "[%s,%s,%s]".formatted(third, second, changed))));
    assertThat(problem(answer)).isEqualTo("409 /problems/conflict");
    JsonObject problem = object(answer.body());
    assertThat(((JsonArray) at(problem, "conflicts")).items()).hasSize(2);
    assertThat(text(problem, "conflicts", "0", "pointer")).isEqualTo("/results/1");
    assertThat(text(problem, "conflicts", "0", "sameValue")).isEqualTo("true");
    assertThat(text(problem, "conflicts", "0", "result")).isEqualTo("1");
    assertThat(text(problem, "conflicts", "1", "sameValue")).isEqualTo("false");
    assertThat(text(problem, "conflicts", "1", "index")).isEqualTo(text(stands, "index"));
    assertThat(text(problem, "conflicts", "1", "leafHash")).isEqualTo(text(stands, "leafHash"));
    assertThat(((JsonArray) at(service.read("/v1/scores?model=lab/conflicts"), "items")).items())
        .hasSize(2);
  }

  @Test
  void aKeyThatIsRegisteredIsAConflict() {
    HttpResponse<String> answer =
        service.post(
            lab.signWith(
                Edit.set(lab.registration(), "/issuedAt", "\"2026-11-21T00:00:00Z\""),
                service.operator()));
    assertThat(problem(answer)).isEqualTo("409 /problems/already-recorded");
    assertThat(text(object(answer.body()), "conflicts", "0", "index"))
        .isEqualTo(text(service.read("/v1/submitters/lab"), "keys", "0", "registered"));
  }
}

package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;

import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Good signatures by those who may not say it: 403, also when it would be wrong besides. */
class ForbiddenTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String FORBIDDEN = "403 /problems/forbidden";

  private static RunningService service;
  private static Person lab;
  private static Person other;
  private static Json labs;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    other = service.join("other", List.of("other"), List.of());
    labs =
        Person.reference(service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build())));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static void forbids(Bytes envelope, String... words) {
    HttpResponse<String> answer = service.post(envelope);
    assertThat(problem(answer)).isEqualTo(FORBIDDEN);
    assertThat(Answers.detail(answer)).contains(words);
    assertThat(problem(service.post("/v1/submissions/check", envelope))).isEqualTo(FORBIDDEN);
  }

  @Test
  void somebodyElsesSubmitter() {
    forbids(other.sign(lab.evaluation("lab/m", "quiz", "0.6").build()), "submitter \"lab\"");
  }

  @Test
  void aStatementForAnotherLedger() {
    Json elsewhere =
        Edit.set(
            lab.evaluation("lab/m", "quiz", "0.6").build(),
            "/ledgers",
            "[\"elsewhere.example/log\"]");
    forbids(lab.sign(elsewhere), "elsewhere.example/log", "localhost/test");
  }

  @Test
  void itComesBeforeWhatIsWrongWithIt() {
    Json faulty = Edit.remove(lab.evaluation("lab/m", "quiz", "0.6").build(), "/settings");
    forbids(other.sign(faulty), "submitter \"lab\"");
    Json elsewhere = Edit.set(faulty, "/ledgers", "[\"elsewhere.example/log\"]");
    forbids(lab.sign(elsewhere), "elsewhere.example/log");
    Json unreadable = Edit.set(faulty, "/submitter", "7");
    assertThat(problem(service.post(other.sign(unreadable)))).isEqualTo("422 /problems/invalid");
  }

  @Test
  void supersedingAnothersResult() {
    Json correction =
        Edit.set(
            other.evaluation("lab/m", "quiz", "0.6").build(),
            "/results/0/supersedes",
            ((JsonObject) labs).with("result", Json.of(0)));
    forbids(other.sign(correction), "Only \"lab\"");
  }

  @Test
  void withdrawingAnothersResult() {
    Json withdrawal =
        other.statement("withdrawal").put("entry", labs).put("reason", "mine").build();
    forbids(other.sign(withdrawal), "Only \"lab\"");
  }

  @Test
  void whatTakesTheOperatorsRole() {
    forbids(lab.sign(lab.grant("lab", List.of("mistralai"), List.of())), "\"operator\"");
    forbids(
        lab.sign(lab.statement("takedown").put("entry", labs).put("reason", "mine").build()),
        "\"operator\"");
    forbids(lab.sign(lab.benchmark("lab-quiz")), "\"operator\"");
    forbids(
        lab.sign(
            lab.statement("key")
                .put("action", "revoke")
                .put("kid", other.key().kid().value())
                .build()),
        "\"operator\"");
  }

  @Test
  void aBenchmarkInAnothersNamespace() {
    forbids(lab.sign(lab.benchmark("other/quiz")), "Namespace \"other\"");
  }

  @Test
  void aRegistrationWithoutTheOperator() {
    Person newcomer = Person.called("newcomer");
    forbids(newcomer.signWith(newcomer.registration()), "/v1/key-requests");
    forbids(newcomer.signWith(newcomer.registration(), lab), "/v1/key-requests");
  }

  @Test
  void aFurtherKeyThatChangesTheOrganisation() {
    Person second = Person.called("lab");
    Json grown = Edit.set(second.registration(), "/organisation", "\"a-larger-lab\"");
    forbids(second.signWith(grown, lab), "organisation");
    Json affiliated = Edit.set(second.registration(), "/affiliations", "[\"other\"]");
    forbids(second.signWith(affiliated, lab), "affiliations");
  }

  @Test
  void aKeyRequestForAnotherLedger() {
    Person newcomer = Person.called("newcomer");
    Json elsewhere = Edit.set(newcomer.registration(), "/ledgers", "[\"elsewhere.example/log\"]");
    assertThat(problem(service.post("/v1/key-requests", newcomer.signWith(elsewhere))))
        .isEqualTo(FORBIDDEN);
  }
}

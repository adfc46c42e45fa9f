package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.fault;
import static org.evalledger.http.Answers.pointers;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-formed, signed by who may, and wrong: 422 with a pointer to each fault. */
class InvalidStatementTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/version",
        "/issuedAt",
        "/ledgers",
        "/submitter",
        "/model",
        "/model/id",
        "/model/revision",
        "/model/parameters",
        "/run",
        "/run/harness",
        "/run/harness/name",
        "/run/harness/version",
        "/run/harness/revision",
        "/run/hardware",
        "/settings",
        "/settings/s/shots",
        "/settings/s/seed",
        "/settings/s/promptTemplate",
        "/settings/s/promptTemplate/text",
        "/settings/s/hyperparameters",
        "/results",
        "/results/0/benchmark",
        "/results/0/benchmarkVersion",
        "/results/0/metric",
        "/results/0/value",
        "/results/0/samples",
        "/results/0/settings"
      })
  void aMissingMemberIsPointedAt(String pointer) {
    HttpResponse<String> answer = refused(Edit.remove(evaluation(), pointer));
    assertThat(pointers(answer)).contains(pointer);
    assertThat(fault(answer, pointer)).contains("missing");
  }

  static Stream<Arguments> wrongs() {
    String id257 = "\"" + "x".repeat(257) + "\"";
    String url = "\"https://example.org/" + "x".repeat(2_029) + "\"";
    String source =
        "{\"url\":%s,\"publishedAt\":\"2026-01-01T00:00:00Z\",\"retrievedAt\":\"%s\","
            + "\"sha256\":\""
            + "0".repeat(64)
            + "\",\"claimedBy\":\"them\"}";
    String long1 = "9".repeat(65);
    return Stream.of(
        Arguments.of("/type", "\"verdict\"", "/type", "\"evaluation\""),
        Arguments.of("/version", "2", "/version", "from 1 to 1"),
        Arguments.of("/ledgers", "[]", "/ledgers", "1 to 16"),
        Arguments.of("/submitter", "7", "/submitter", "want an id"),
        Arguments.of("/issuedAt", "\"yesterday\"", "/issuedAt", "RFC 3339"),
        Arguments.of("/issuedAt", "\"2026-13-01T00:00:00Z\"", "/issuedAt", "RFC 3339"),
        Arguments.of("/issuedAt", "\"2026-01-01T00:00:00+01:00\"", "/issuedAt", "UTC"),
        Arguments.of("/issuedAt", "\"2999-01-01T00:00:00Z\"", "/issuedAt", "future"),
        Arguments.of("/run/startedAt", "\"2999-01-01T00:00:00Z\"", "/run/startedAt", "future"),
        Arguments.of(
            "/source",
            source.formatted("\"https://example.org/\"", "2999-01-01T00:00:00Z"),
            "/source/retrievedAt",
            "future"),
        Arguments.of(
            "/source", source.formatted(url, "2026-01-02T00:00:00Z"), "/source/url", "2,048"),
        Arguments.of(
            "/source",
            source.formatted("\"ftp://example.org/\"", "2026-01-02T00:00:00Z"),
            "/source/url",
            "http"),
        Arguments.of("/model/id", "\"no-namespace\"", "/model/id", "namespace/name"),
        Arguments.of("/model/id", "\"a/b/c\"", "/model/id", "namespace/name"),
        Arguments.of("/model/revision", id257, "/model/revision", "256"),
        Arguments.of("/model/revision", "\"with space\"", "/model/revision", "without space"),
        Arguments.of("/model/revision", "\"\"", "/model/revision", "1 to 256"),
        Arguments.of("/model/revision", "null", "/model/revision", "Got null"),
        Arguments.of("/model/parameters", "0", "/model/parameters", "from 1"),
        Arguments.of("/model/parameters", "\"7B\"", "/model/parameters", "Got \"7B\""),
        Arguments.of("/model/colour", "\"red\"", "/model/colour", "remove it"),
        Arguments.of("/model/revision", "{\"unknown\":7}", "/model/revision", "unknown"),
        Arguments.of("/settings", "{}", "/settings", "1 to 2000"),
        Arguments.of("/settings/s/shots", "-1", "/settings/s/shots", "from 0"),
        Arguments.of("/settings/s/seed", "0.5", "/settings/s/seed", "whole number"),
        Arguments.of(
            "/settings/s/hyperparameters/deep",
            "[[[[[1]]]]]",
            "/settings/s/hyperparameters/deep/0/0/0/0",
            "nested too deep"),
        Arguments.of("/results", "[]", "/results", "1 to 10000"),
        Arguments.of("/results", "{}", "/results", "Got an object"),
        Arguments.of("/results/0/value", "\"half\"", "/results/0/value", "decimal"),
        Arguments.of("/results/0/value", "\"0,5\"", "/results/0/value", "Got \"0,5\""),
        Arguments.of(
            "/results/0/samples", "9223372036854775807", "/results/0/samples", "1000000000"),
        Arguments.of("/results/0/value", "\"" + long1 + "\"", "/results/0/value", "64"),
        Arguments.of("/results/0/value", "\"NaN\"", "/results/0/value", "decimal"),
        Arguments.of("/results/0/value", "50", "/results/0/value", "Divide a percentage by 100."),
        Arguments.of("/results/0/value", "\"1.01\"", "/results/0/value", "want 0 to 1"),
        Arguments.of("/results/0/value", "\"-0.1\"", "/results/0/value", "want 0 to 1"),
        Arguments.of("/results/0/stderr", "\"-0.1\"", "/results/0/stderr", "not negative"),
        Arguments.of("/results/0/stderrMethod", "\"guess\"", "/results/0/stderrMethod", "binomial"),
        Arguments.of("/results/0/samples", "0", "/results/0/samples", "from 1 to 1000000000"),
        Arguments.of("/results/0/samples", "-3", "/results/0/samples", "from 1 to 1000000000"),
        Arguments.of(
            "/results/0/samples",
            "1.5",
            "/results/0/samples",
            "Got 1.5, want a whole number from 1 to 1000000000"),
        Arguments.of("/results/0/settings", "\"t\"", "/results/0/settings", "no \"t\""),
        Arguments.of("/results/0/benchmark", "\"quizz\"", "/results/0/benchmark", "Unknown"),
        Arguments.of("/results/0/benchmarkVersion", "\"2\"", "/results/0/benchmark", "[1]"),
        Arguments.of(
            "/results/0/benchmark", "\"parts_old\"", "/results/0/benchmark", "\"lab/parts\""),
        Arguments.of("/results/0/task", "\"part\"", "/results/0/task", "Unknown task"),
        Arguments.of("/results/0/metric", "\"f1\"", "/results/0/metric", "[acc]"),
        Arguments.of("/results/0/k", "1", "/results/0/k", "has no k"),
        Arguments.of(
            "/results/0/samplesDigest",
            "{\"sha256\":\"AB\",\"root\":\"00\",\"count\":0}",
            "/results/0/samplesDigest/sha256",
            "lower-case"),
        Arguments.of("/notes", "7", "/notes", "Got 7"),
        Arguments.of("/note", "\"x\"", "/note", "remove it"));
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void aWrongMemberIsPointedAtWithWhatIsWanted(
      String place, String value, String pointer, String words) {
    HttpResponse<String> answer = refused(Edit.set(evaluation(), place, value));
    assertThat(pointers(answer)).contains(pointer);
    assertThat(fault(answer, pointer)).contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7e9", "7000000000.0", "7.0e9"})
  void aCountIsWrittenAsAWholeNumber(String count) {
    String written = evaluation().canonical().utf8().replace("7000000000", count);
    HttpResponse<String> answer =
        service.post(Jws.compact(Typ.STATEMENT, Bytes.ofUtf8(written), lab.key()));
    assertThat(problem(answer)).isEqualTo(INVALID);
    assertThat(fault(answer, "/model/parameters")).contains("without fraction or exponent");
  }

  @Test
  void theAliasOfATaskNamesTheTask() {
    Json result = Person.result("lab/parts", "0.5").put("task", "algebra_old").build();
    HttpResponse<String> answer = refused(Edit.set(evaluation(), "/results/0", result));
    assertThat(fault(answer, "/results/0/task"))
        .contains("benchmark \"lab/parts\"", "task \"algebra\"");
  }

  @Test
  void allFaultsOfFormComeAtOnce() {
    Json statement = Edit.remove(evaluation(), "/model/id");
    statement = Edit.remove(statement, "/settings/s/seed");
    statement = Edit.set(statement, "/issuedAt", "\"yesterday\"");
    statement = Edit.set(statement, "/results/0/value", "\"half\"");
    statement = Edit.set(statement, "/extra~", "1");
    assertThat(pointers(refused(statement)))
        .containsExactlyInAnyOrder(
            "/model/id", "/settings/s/seed", "/issuedAt", "/results/0/value", "/extra~0");
  }

  @Test
  void faultsOfFormHideNoneOfTheLedgers() {
    Json statement = Edit.set(evaluation(), "/issuedAt", "\"yesterday\"");
    statement = Edit.set(statement, "/run/startedAt", "\"2999-01-01T00:00:00Z\"");
    statement = Edit.set(statement, "/results/0/value", "\"half\"");
    statement = Edit.set(statement, "/results/0/metric", "\"f1\"");
    Json unknown = Person.result("quizz", "0.5").build();
    Json superseding =
        Edit.set(
            Person.result("quiz", "0.25").build(),
            "/supersedes",
            Person.reference(earlier).with("result", Json.of(7)));
    Json mistaken =
        Edit.set(
            Person.result("quiz", "0.125").put("variant", "v").build(),
            "/supersedes",
            reference(9_999, "0").with("result", Json.of(0)));
    Json results = at(statement, "results");
    Json first = ((Json.JsonArray) results).items().getFirst();
    Json all = Json.of(List.of(first, unknown, superseding, mistaken));
    assertThat(pointers(refused(Edit.set(statement, "/results", all))))
        .containsExactlyInAnyOrder(
            "/issuedAt",
            "/run/startedAt",
            "/results/0/value",
            "/results/0/metric",
            "/results/1/benchmark",
            "/results/2/supersedes/result",
            "/results/3/supersedes/index");
  }

  @Test
  void whatCouldNotBeReadIsNotHeldAgainstTheRest() {
    Json statement = Edit.set(evaluation(), "/settings", "7");
    Json half = reference(0, "0").with("result", Json.of(0)).with("index", Json.of("zero"));
    statement = Edit.set(statement, "/results/0/supersedes", half);
    statement = Edit.set(statement, "/results/0/benchmarkVersion", "7");
    assertThat(pointers(refused(statement)))
        .containsExactlyInAnyOrder(
            "/settings", "/results/0/supersedes/index", "/results/0/benchmarkVersion");
  }

  @Test
  void whoMayNotSayItHearsThatBeforeAnyFault() {
    Person other = service.join("other", List.of("other"), List.of());
    Json statement = Edit.set(evaluation(), "/notes", "7");
    assertThat(problem(service.post(other.sign(statement)))).startsWith("403 ");
    Json theirs = Edit.set(statement, "/submitter", "\"other\"");
    Json superseding =
        Edit.set(
            theirs, "/results/0/supersedes", Person.reference(earlier).with("result", Json.of(0)));
    assertThat(problem(service.post(other.sign(superseding)))).startsWith("403 ");
  }

  @Test
  void anAnswerListsAHundredFaultsAndSaysThatThereAreMore() {
    Json unknown = Person.result("quizz", "0.5").build();
    Json many = Edit.set(evaluation(), "/results", Json.of(Collections.nCopies(2_000, unknown)));
    for (Json statement : List.of(many, Edit.set(many, "/notes", "7"))) {
      List<String> pointers = pointers(refused(statement));
      assertThat(pointers).hasSize(101);
      assertThat(pointers.getLast()).isEmpty();
      assertThat(fault(refused(statement), "")).startsWith("At least 100 things are wrong");
    }
    Json hundred = Edit.set(evaluation(), "/results", Json.of(Collections.nCopies(50, unknown)));
    assertThat(pointers(refused(hundred))).hasSizeLessThanOrEqualTo(100).doesNotContain("");
  }

  @Test
  void whatTheLedgerCouldNotReadBackIsTakenOrRefusedAndNeverBreaksIt() {
    String deep = "{\"b\":{\"c\":{\"d\":{\"e\":\"x y\"}}}}";
    Json statement = Edit.set(evaluation(), "/model/revision", "\"deep\"");
    JsonObject answer =
        service.accept(
            lab.sign(Edit.set(statement, "/settings/s/hyperparameters", "{\"a\":" + deep + "}")));
    String entry = "/v1/entries/" + at(answer, "index").canonical().utf8();
    for (String part : List.of("", "/receipt", "/bundle", "/facts")) {
      assertThat(service.get(entry + part).statusCode()).as(part).isEqualTo(200);
    }
  }

  @Test
  void allFaultsOfMeaningComeAtOnce() {
    Json statement = Edit.set(evaluation(), "/issuedAt", "\"2999-01-01T00:00:00Z\"");
    statement = Edit.set(statement, "/plan", reference(0, "0"));
    Json results =
        Edit.json(
            "[%s,%s,%s]"
                .formatted(
                    Person.result("quiz", "50").put("settings", "t").build().canonical().utf8(),
                    Person.result("quizz", "0.5").put("samples", 0).build().canonical().utf8(),
                    Edit.set(
                            Person.result("quiz", "0.5").build(),
                            "/supersedes",
                            reference(9_999, "0").with("result", Json.of(0)))
                        .canonical()
                        .utf8()));
    assertThat(pointers(refused(Edit.set(statement, "/results", results))))
        .containsExactlyInAnyOrder(
            "/issuedAt",
            "/plan",
            "/results/0/settings",
            "/results/0/value",
            "/results/1/benchmark",
            "/results/1/samples",
            "/results/2/supersedes/index");
  }

  private static JsonObject reference(long index, String digit) {
    return Json.object().put("index", index).put("leafHash", digit.repeat(64)).build();
  }

  @Test
  void whatIsSupersededMustBeTheResultThatStands() {
    String at = "/results/0/supersedes";
    JsonObject right = Person.reference(earlier).with("result", Json.of(0));
    Json corrected = Edit.set(evaluation(), "/results/0/value", "\"0.6\"");
    Json beyond = Edit.set(corrected, at, right.with("index", Json.of(9_999)));
    assertThat(fault(refused(beyond), at + "/index")).contains("no entry 9999");
    Json mistaken = Edit.set(corrected, at, right.with("leafHash", Json.of("0".repeat(64))));
    assertThat(fault(refused(mistaken), at + "/leafHash")).contains(text(earlier, "leafHash"));
    Json second = Edit.set(corrected, at, right.with("result", Json.of(1)));
    assertThat(fault(refused(second), at + "/result")).contains("results 0 to 0");
    Json fresh = Edit.set(Edit.set(corrected, "/model/revision", "\"v2\""), at, right);
    assertThat(fault(refused(fresh), at)).contains("leave supersedes out");
    assertThat(service.post("/v1/submissions/check", lab.sign(Edit.set(corrected, at, right))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
  }

  @Test
  void oneKeyStandsOnceInAStatement() {
    String result = Person.result("quiz", "0.5").build().canonical().utf8();
    Json twice = Edit.set(evaluation(), "/results", "[%s,%s]".formatted(result, result));
    assertThat(fault(refused(Edit.set(twice, "/model/revision", "\"twice\"")), "/results/1"))
        .contains("result 0");
  }

  @Test
  void limitsHoldToTheItem() {
    Json result = Person.result("quiz", "0.5").build();
    Json many = Json.of(Collections.nCopies(10_001, result));
    assertThat(fault(refused(Edit.set(evaluation(), "/results", many)), "/results"))
        .contains("1 to 10000 items");
    Json one = at(evaluation(), "settings", "s");
    var settings = Json.object();
    for (int i = 0; i <= 2_000; i++) {
      settings.put("s" + i, one);
    }
    assertThat(fault(refused(Edit.set(evaluation(), "/settings", settings.build())), "/settings"))
        .contains("1 to 2000 members");
    Json notes = Json.of("x".repeat(100_001));
    assertThat(fault(refused(Edit.set(evaluation(), "/notes", notes)), "/notes"))
        .contains("100000");
    Json ledgers = Json.ofStrings(Collections.nCopies(17, "localhost/test"));
    assertThat(fault(refused(Edit.set(evaluation(), "/ledgers", ledgers)), "/ledgers"))
        .contains("1 to 16");
  }
}

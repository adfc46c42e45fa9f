package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for in a way that makes no sense, and lists from end to end. */
class ReadParametersTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person lab = service.join("lab", List.of("lab"), List.of());
    for (int i = 0; i < 5; i++) {
      Json first = Person.result("quiz", "0.5").build();
      Json second = Person.result("quiz", "0.6").put("split", "test").build();
      service.accept(
          lab.sign(
              lab.evaluation("lab/m" + i, "quiz", "0")
                  .put("results", Json.of(List.of(first, second)))
                  .build()));
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/entries?limit=0",
        "/v1/entries?limit=-1",
        "/v1/entries?limit=1001",
        "/v1/entries?limit=ten",
        "/v1/entries?limit=99999999999",
        "/v1/entries?after=-1",
        "/v1/entries?after=abc",
        "/v1/entries?after=1.",
        "/v1/entries?after=1.2.3",
        "/v1/entries?after=9999999999999",
        "/v1/entries?after=99999999999999",
        "/v1/entries?type=verdict",
        "/v1/entries?full=perhaps",
        "/v1/entries?submitter=%00",
        "/v1/entries?model=a%00b",
        "/v1/scores?limit=0",
        "/v1/scores?limit=1001",
        "/v1/scores?after=nonsense",
        "/v1/scores?relation=friend",
        "/v1/scores?standing=good",
        "/v1/scores?minStanding=good",
        "/v1/scores?history=perhaps",
        "/v1/scores?minParameters=7B",
        "/v1/scores?maxParameters=1e9",
        "/v1/scores?benchmark=%00",
        "/v1/key-requests?limit=0",
        "/v1/key-requests?after=nonsense",
        "/v1/entries/first",
        "/v1/entries/1.5",
        "/v1/entries/0x1",
        "/v1/entries/99999999999999999999",
        "/v1/entries/first/envelope",
        "/v1/entries/first/bundle",
        "/v1/entries/2/proof?size=0",
        "/v1/entries/2/proof?size=2",
        "/v1/entries/2/proof?size=-1",
        "/v1/entries/2/proof?size=9999",
        "/v1/entries/2/proof?size=all",
        "/v1/log/consistency",
        "/v1/log/consistency?from=1",
        "/v1/log/consistency?from=3&to=2",
        "/v1/log/consistency?from=-1&to=2",
        "/v1/log/consistency?from=1&to=9999",
        "/v1/log/consistency?from=one&to=two",
        "/v1/entries?bogus=1",
        "/v1/entries?Type=evaluation",
        "/v1/entries/0?full=true",
        "/v1/entries/0/proof?Size=1",
        "/v1/entries/0/envelope?x=",
        "/v1/scores?modle=lab/m0",
        "/v1/key-requests?submitter=lab",
        "/v1/submitters/lab?keys=true",
        "/v1/log?size=1"
      })
  void nonsenseIsABadRequestThatSaysWhy(String path) {
    HttpResponse<String> answer = service.get(path);
    assertThat(problem(answer)).as(answer.body()).isEqualTo("400 /problems/bad-request");
    assertThat(answer.body()).doesNotContain("java.", "org.evalledger", "SQL");
  }

  @Test
  void aParameterThatIsNoneIsNamedWithThoseThatAre() {
    assertThat(Answers.detail(service.get("/v1/key-requests?limit=5&lmit=5")))
        .isEqualTo("There is no parameter \"lmit\" here; there are after, limit.");
    assertThat(Answers.detail(service.get("/v1/log?x=1"))).contains("this call takes none");
    assertThat(Answers.detail(service.get("/v1/scores?" + "x".repeat(2_000) + "=1")))
        .hasSizeLessThan(400);
    assertThat(service.get("/health?probe=1").statusCode()).isEqualTo(200);
  }

  @Test
  void aStandingThatOnlyThePastHasAsksForThePast() {
    Person other = service.join("other", List.of("other"), List.of());
    JsonObject answer =
        service.accept(other.sign(other.evaluation("other/m", "quiz", "0.5").build()));
    service.accept(
        other.sign(
            other
                .statement("withdrawal")
                .put("entry", Person.reference(answer))
                .put("reason", "wrong prompt")
                .build()));
    assertThat(text(service.read("/v1/scores?standing=withdrawn"), "items", "0", "model"))
        .isEqualTo("other/m");
    String nothing = "{\"items\":[],\"next\":null}";
    assertThat(service.read("/v1/scores?standing=withdrawn&history=false").canonical().utf8())
        .isEqualTo(nothing);
    assertThat(service.read("/v1/scores?model=other/m").canonical().utf8()).isEqualTo(nothing);
    assertThat(service.read("/v1/scores?standing=superseded").canonical().utf8())
        .isEqualTo(nothing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/entries/-1",
        "/v1/entries/-1/envelope",
        "/v1/entries/-1/facts",
        "/v1/entries/-1/assessments",
        "/v1/entries/-1/proof",
        "/v1/entries/-1/bundle",
        "/v1/entries/-1/receipt",
        "/v1/entries/9999",
        "/v1/entries/9223372036854775807",
        "/v1/entries/9999/envelope",
        "/v1/entries/9999/facts",
        "/v1/entries/9999/assessments",
        "/v1/entries/9999/proof",
        "/v1/entries/9999/bundle",
        "/v1/entries/9999/receipt",
        "/v1/submitters/nobody",
        "/v1/submitters/%00",
        "/v1/submitters/with%20space",
        "/v1/nothing",
        "/v1",
        "/v1/entries/0/nothing"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(problem(service.get(path))).isEqualTo("404 /problems/not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/entries?submitter=nobody",
        "/v1/entries?model=lab/nothing",
        "/v1/entries?after=1099511627775",
        "/v1/scores?model=%F0%9F%A6%8A",
        "/v1/scores?standing=withdrawn&minStanding=signed",
        "/v1/scores?minParameters=9000000000",
        "/v1/scores?minParameters=9223372036854775807",
        "/v1/scores?maxParameters=-1",
        "/v1/scores?dimension=safety"
      })
  void whatFitsNothingIsAnEmptyList(String path) {
    assertThat(service.read(path).canonical().utf8()).isEqualTo("{\"items\":[],\"next\":null}");
  }

  @Test
  void aListIsReadFromEndToEndInItsOrderWhateverTheLimit() {
    for (String list : List.of("/v1/entries?", "/v1/scores?", "/v1/entries?type=evaluation&")) {
      List<Json> whole = pages(list, 1_000);
      assertThat(whole).hasSizeGreaterThanOrEqualTo(5);
      for (int limit : new int[] {1, 2, 3, whole.size()}) {
        assertThat(pages(list, limit)).isEqualTo(whole);
      }
    }
  }

  private static List<Json> pages(String list, int limit) {
    var items = new ArrayList<Json>();
    String after = "";
    do {
      JsonObject page = service.read(list + "limit=" + limit + after);
      List<Json> some = ((JsonArray) at(page, "items")).items();
      assertThat(some).hasSizeLessThanOrEqualTo(limit);
      items.addAll(some);
      after = at(page, "next") instanceof JsonNull ? "" : "&after=" + text(page, "next");
    } while (!after.isEmpty());
    return items;
  }

  @Test
  void proofsOfTheWholeRangeAreThere() {
    long size = Long.parseLong(text(service.read("/v1/log"), "size"));
    for (long index = 0; index < size; index++) {
      for (long tree = index + 1; tree <= size; tree++) {
        JsonObject proof = service.read("/v1/entries/%d/proof?size=%d".formatted(index, tree));
        assertThat(text(proof, "treeSize")).isEqualTo(Long.toString(tree));
      }
      service.read("/v1/log/consistency?from=%d&to=%d".formatted(index, size));
    }
  }

  @Test
  void whatNeverChangesSaysSo() {
    for (String path :
        List.of(
            "/v1/entries/1/facts",
            "/v1/entries/1/receipt",
            "/v1/entries/1/proof?size=3",
            "/v1/log/consistency?from=1&to=3")) {
      HttpResponse<String> answer = service.get(path);
      assertThat(answer.headers().firstValue("ETag").orElse("none")).matches("\"[0-9a-f-]+\"");
      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    }
    assertThat(object(service.get("/v1/log").body()).get("size")).isNotNull();
    assertThat(service.get("/v1/log").headers().firstValue("ETag")).isEmpty();
  }
}

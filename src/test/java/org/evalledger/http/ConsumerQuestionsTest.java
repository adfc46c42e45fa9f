package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Search, comparison, frontier and changes. */
class ConsumerQuestionsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;
  private static JsonObject small;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    small = submit("lab/pythia-410m", "0.40", 410_000_000L);
    submit("lab/pythia-6.9b", "0.60", 6_900_000_000L);
    submit("lab/pythia-6.9b-deduped", "0.63", 6_900_000_001L);
    submit("lab/wide", "0.50", 8_000_000_000L);
  }

  private static JsonObject submit(String model, String value, long parameters) {
    return service.accept(
        lab.sign(
            lab.evaluation(model, "quiz", value)
                .put(
                    "model",
                    Json.object()
                        .put("id", model)
                        .put("revision", "main")
                        .put("parameters", parameters)
                        .build())
                .build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static List<Json> items(String path) {
    return ((JsonArray) at(service.read(path), "items")).items();
  }

  private static List<String> found(String query) {
    return items("/v1/search?q=" + query).stream()
        .map(item -> text(item, "kind") + " " + text(item, "id"))
        .toList();
  }

  @Test
  void searchFindsByTheBeginningOfEveryWord() {
    assertThat(found("pythia"))
        .containsExactly(
            "model lab/pythia-410m", "model lab/pythia-6.9b", "model lab/pythia-6.9b-deduped");
    assertThat(found("Pythia%206.9B"))
        .containsExactly("model lab/pythia-6.9b", "model lab/pythia-6.9b-deduped");
    assertThat(found("lab%2Fpythia-6.9b").getFirst()).isEqualTo("model lab/pythia-6.9b");
    assertThat(found("dedup")).containsExactly("model lab/pythia-6.9b-deduped");
    assertThat(found("ythia")).isEmpty();
    assertThat(found("lab").getFirst()).isEqualTo("submitter lab");
    assertThat(found("knowl")).containsExactly("benchmark quiz");
    assertThat(found("lab&kind=benchmark")).isEmpty();
  }

  @Test
  void whatIsNoWordFindsNothingAndBreaksNothing() {
    for (String query : List.of("%27", "%3A*", "%21%26%7C", "a%27%3B--", "%F0%9F%A6%8A", "%5C")) {
      assertThat(found(query)).as(query).isEmpty();
    }
    assertThat(found("a%20".repeat(20))).isEmpty();
  }

  @Test
  void searchIsPaged() {
    var all = new ArrayList<String>();
    String after = "";
    do {
      JsonObject page = service.read("/v1/search?q=lab&limit=2" + after);
      ((JsonArray) at(page, "items")).items().forEach(item -> all.add(text(item, "id")));
      after = at(page, "next") instanceof JsonNull ? "" : "&after=" + text(page, "next");
    } while (!after.isEmpty());
    assertThat(all).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    assertThat(all).isEqualTo(items("/v1/search?q=lab").stream().map(i -> text(i, "id")).toList());
  }

  @Test
  void comparisonTellsDifferencesBeyondSamplingErrorFromOthers() {
    JsonObject comparison =
        service.read(
            "/v1/compare?model=lab/pythia-6.9b&model=lab/pythia-6.9b-deduped&model=lab/pythia-410m");
    assertThat(((JsonArray) at(comparison, "models")).items()).hasSize(3);
    Json row = at(comparison, "items", "0");
    assertThat(text(row, "benchmark")).isEqualTo("quiz");
    assertThat(text(row, "models", "0", "median")).isEqualTo("0.60");
    // sqrt(0.6 * 0.4 / 100)
    assertThat(text(row, "models", "0", "stderr")).isEqualTo("0.0489898");
    assertThat(at(row, "models", "0", "beyondError")).isInstanceOf(JsonNull.class);
    // 0.03 is less than 1.96 * sqrt(0.0024 + 0.002331) = 0.135, and 0.20 is more.
    assertThat(text(row, "models", "1", "beyondError")).isEqualTo("false");
    assertThat(text(row, "models", "2", "beyondError")).isEqualTo("true");
    assertThat(problem(service.get("/v1/compare?model=lab/wide&model=lab/none")))
        .isEqualTo("404 /problems/not-found");
  }

  @Test
  void theFrontierHoldsWhatNothingSmallerBeats() {
    List<String> points =
        items("/v1/frontier?benchmark=quiz").stream()
            .map(item -> text(item, "model") + " " + text(item, "frontier"))
            .toList();
    assertThat(points)
        .containsSubsequence(
            "lab/pythia-410m true",
            "lab/pythia-6.9b true",
            "lab/pythia-6.9b-deduped true",
            "lab/wide false");
    JsonObject page = service.read("/v1/frontier?benchmark=quiz&limit=1");
    assertThat(
            text(
                service.read("/v1/frontier?benchmark=quiz&after=" + text(page, "next")),
                "items",
                "0",
                "model"))
        .isEqualTo("lab/pythia-6.9b");
    assertThat(problem(service.get("/v1/frontier?benchmark=none")))
        .isEqualTo("404 /problems/not-found");
  }

  @Test
  void aCopyThatFollowsTheChangesEndsUpAsTheLedger() {
    var copy = new TreeMap<String, String>();
    long since = follow(copy, -1);
    Json corrected =
        Person.result("quiz", "0.41")
            .put("supersedes", Person.reference(small).with("result", Json.of(0)))
            .build();
    JsonObject answer =
        service.accept(
            lab.sign(
                lab.evaluation("lab/pythia-410m", "quiz", "0")
                    .put("results", Json.of(List.of(corrected)))
                    .build()));
    JsonObject taken = submit("lab/taken-back", "0.11", 1_000L);
    service.accept(
        lab.sign(
            lab.statement("withdrawal")
                .put("entry", Person.reference(taken))
                .put("reason", "wrong")
                .build()));
    long now = follow(copy, since);
    assertThat(now).isGreaterThan(since);
    assertThat(copy).containsEntry(text(small, "index") + ".0", "superseded");
    assertThat(copy).containsEntry(text(answer, "index") + ".0", "signed");
    assertThat(copy).containsEntry(text(taken, "index") + ".0", "withdrawn");
    assertThat(follow(copy, now)).isEqualTo(now);
    var ledger = new TreeMap<String, String>();
    items("/v1/scores?history=true&limit=1000")
        .forEach(item -> ledger.put(place(item), text(item, "standing")));
    assertThat(copy).isEqualTo(ledger);
  }

  /** Puts every change in its place, page by page; the last entry that changed something. */
  private static long follow(Map<String, String> copy, long since) {
    long last = since;
    String after = "";
    do {
      JsonObject page = service.read("/v1/changes?limit=2&since=" + since + after);
      for (Json item : ((JsonArray) at(page, "items")).items()) {
        copy.put(place(item), text(item, "standing"));
        long changedBy = Long.parseLong(text(item, "changedBy"));
        assertThat(changedBy).isGreaterThanOrEqualTo(last);
        last = changedBy;
      }
      after = at(page, "next") instanceof JsonNull ? "" : "&after=" + text(page, "next");
    } while (!after.isEmpty());
    return last;
  }

  private static String place(Json item) {
    return text(item, "index") + "." + text(item, "result");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/search",
        "/v1/search?q=",
        "/v1/search?q=%20",
        "/v1/search?q=%00",
        "/v1/search?q=a&kind=x",
        "/v1/search?q=a&limit=0",
        "/v1/search?q=a&after=x",
        "/v1/compare",
        "/v1/compare?model=lab/wide",
        "/v1/compare?model=lab/wide&model=lab/wide",
        "/v1/compare?model=a/a&model=a/b&model=a/c&model=a/d&model=a/e&model=a/f&model=a/g",
        "/v1/compare?model=a%00&model=b",
        "/v1/compare?model=lab/wide&model=lab/pythia-410m&after=x",
        "/v1/frontier",
        "/v1/frontier?benchmark=quiz&limit=0",
        "/v1/frontier?benchmark=quiz&k=0",
        "/v1/changes?since=x",
        "/v1/changes?since=-2",
        "/v1/changes?after=1.2",
        "/v1/changes?limit=0",
        "/v1/changes?model=%00",
        "/v1/changes?until=5"
      })
  void nonsenseIsABadRequest(String path) {
    assertThat(problem(service.get(path))).isEqualTo("400 /problems/bad-request");
  }

  @Test
  void aQueryThatIsTooLongIsABadRequest() {
    assertThat(service.get("/v1/search?q=" + "a".repeat(256)).statusCode()).isEqualTo(200);
    assertThat(problem(service.get("/v1/search?q=" + "a".repeat(257))))
        .isEqualTo("400 /problems/bad-request");
  }
}

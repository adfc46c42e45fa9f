package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
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

/** What consumers are told of models. */
class ModelEndpointTest {
  /** A name that is an id and would be markup where nobody escapes it. */
  private static final String STRANGE = "<b>&amp;'x";

  private static final String STRANGE_PATH = "/v1/models/lab/%3Cb%3E%26amp%3B'x";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person lab = service.join("lab", List.of("lab"), List.of());
    Person other = service.join("other", List.of(), List.of());
    JsonObject first = service.accept(lab.sign(lab.evaluation("lab/one", "quiz", "0.5").build()));
    Json corrected =
        Person.result("quiz", "0.51")
            .put("supersedes", Person.reference(first).with("result", Json.of(0)))
            .build();
    service.accept(
        lab.sign(
            lab.evaluation("lab/one", "quiz", "0")
                .put("results", Json.of(List.of(corrected)))
                .build()));
    // 0.555 of 100 samples is no whole number of them: inconsistent.
    service.accept(other.sign(other.evaluation("lab/one", "quiz", "0.555").build()));
    service.accept(lab.sign(lab.evaluation("lab/" + STRANGE, "quiz", "0.4").build()));
    service.accept(
        lab.sign(
            lab.statement("model")
                .put("model", "lab/two")
                .put("parameters", 1_000_000L)
                .put("baseModels", Json.ofStrings(List.of("lab/one")))
                .put("licence", Json.object().put("unknown", "undisclosed").build())
                .put("access", "gated")
                .build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static List<String> models(String query) {
    return ((JsonArray) at(service.read("/v1/models" + query), "items"))
        .items().stream().map(item -> text(item, "model")).toList();
  }

  @Test
  void theyAreListedInTheOrderInWhichTheyWereFirstNamed() {
    assertThat(models("")).containsExactly("lab/one", "lab/" + STRANGE, "lab/two");
    JsonObject page = service.read("/v1/models?limit=1");
    assertThat(models("?limit=2&after=" + text(page, "next")))
        .containsExactly("lab/" + STRANGE, "lab/two");
    assertThat(at(service.read("/v1/models?limit=3"), "next")).isInstanceOf(JsonNull.class);
  }

  @Test
  void aFilterLeavesOutTheOthers() {
    assertThat(models("?baseModel=lab/one")).containsExactly("lab/two");
    assertThat(models("?access=gated")).containsExactly("lab/two");
    assertThat(models("?maxParameters=1000000")).containsExactly("lab/two");
    assertThat(models("?minParameters=1000001")).containsExactly("lab/one", "lab/" + STRANGE);
    assertThat(models("?namespace=la")).isEmpty();
  }

  @Test
  void aModelsResultsAreCountedByWhoSignedThem() {
    JsonObject model = service.read("/v1/models/lab/one");
    Json summary = at(model, "summary");
    assertThat(text(summary, "results")).isEqualTo("2");
    assertThat(text(summary, "firstParty")).isEqualTo("1");
    assertThat(text(summary, "thirdParty")).isEqualTo("1");
    assertThat(text(summary, "submitters")).isEqualTo("2");
    assertThat(text(summary, "flagged")).isEqualTo("1");
    assertThat(text(summary, "parameters")).isEqualTo("7000000000");
    assertThat(at(model, "facts")).isInstanceOf(JsonNull.class);
    assertThat(text(model, "revisions", "0")).isEqualTo("main");
    assertThat(text(model, "dimensions", "0", "dimension")).isEqualTo("knowledge");
    assertThat(text(model, "dimensions", "0", "scores", "0", "value")).isEqualTo("0.51");
    assertThat(text(model, "dimensions", "0", "scores", "0", "standing")).isEqualTo("signed");
  }

  @Test
  void whatItsOwnerStatesIsShownAndUnknownIsNull() {
    JsonObject model = service.read("/v1/models/lab/two");
    assertThat(text(model, "facts", "parameters")).isEqualTo("1000000");
    assertThat(text(model, "facts", "baseModels", "0")).isEqualTo("lab/one");
    assertThat(at(model, "facts", "licence")).isInstanceOf(JsonNull.class);
    assertThat(text(model, "summary", "statement")).isEqualTo(text(model, "facts", "entry"));
  }

  @Test
  void theHistoryHoldsWhatWasSupersededAndByWhat() {
    JsonObject history = service.read("/v1/models/lab/one/history");
    List<Json> items = ((JsonArray) at(history, "items")).items();
    assertThat(items.stream().map(item -> text(item, "value")).toList())
        .containsExactly("0.5", "0.51", "0.555");
    assertThat(text(items.getFirst(), "standing")).isEqualTo("superseded");
    assertThat(text(items.getFirst(), "supersededBy")).isEqualTo(text(items.get(1), "index"));
    JsonObject page = service.read("/v1/models/lab/one/history?limit=2");
    JsonObject rest =
        service.read("/v1/models/lab/one/history?revision=main&after=" + text(page, "next"));
    assertThat(text(rest, "items", "0", "value")).isEqualTo("0.555");
    assertThat(
            ((JsonArray) at(service.read("/v1/models/lab/one/history?revision=x"), "items"))
                .items())
        .isEmpty();
  }

  @Test
  void transparencyCountsWhatIsStatedAndWhatIsNot() {
    JsonObject open = service.read("/v1/models/lab/one/transparency");
    assertThat(text(open, "evaluations")).isEqualTo("3");
    assertThat(member(open, "settings/seed")).isEqualTo("3 0 0 0 1.0000");
    assertThat(member(open, "evaluation/run/hardware/accelerator")).isEqualTo("0 0 3 0 0.0000");
    assertThat(member(open, "evaluation/model/precision")).isEqualTo("0 0 0 3 0.0000");
    JsonObject stated = service.read("/v1/models/lab/two/transparency");
    assertThat(member(stated, "statement/licence")).isEqualTo("0 1 0 0 0.0000");
    assertThat(member(stated, "statement/access")).isEqualTo("1 0 0 0 1.0000");
    // Parameters, base models and access, of ten things that could be stated.
    assertThat(text(stated, "share")).isEqualTo("0.3000");
  }

  private static String member(JsonObject transparency, String name) {
    return ((JsonArray) at(transparency, "members"))
        .items().stream()
            .filter(item -> text(item, "member").equals(name))
            .map(
                item ->
                    String.join(
                        " ",
                        text(item, "stated"),
                        text(item, "undisclosed"),
                        text(item, "unknown"),
                        text(item, "missing"),
                        text(item, "share")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void theBriefSaysItInWords() {
    assertThat(text(service.read("/v1/models/lab/one/brief"), "text"))
        .isEqualTo(
            "lab/one has 7 billion parameters. Its owner states nothing about it. Current results:"
                + " 2 on 1 benchmarks by 2 submitters; 1 first-party, 1 third-party, 0"
                + " collaborative, 0 collected. 1 are flagged or inconsistent, 0 were signed with a"
                + " key in doubt.");
    assertThat(ModelWords.rounded(6_857_302_016L)).isEqualTo("6.86 billion");
    assertThat(ModelWords.rounded(999)).isEqualTo("999");
    assertThat(ModelWords.rounded(1_800_000_000_000L)).isEqualTo("1800 billion");
  }

  @Test
  void theBadgeIsWellFormedWhateverTheNameAndKnowsItsTag() throws Exception {
    HttpResponse<String> badge = service.get(STRANGE_PATH + "/badge.svg");
    assertThat(badge.statusCode()).as(badge.body()).isEqualTo(200);
    assertThat(badge.headers().firstValue("Content-Type").orElse("none"))
        .startsWith("image/svg+xml");
    assertThat(badge.headers().firstValue("ETag")).isPresent();
    assertThat(badge.body()).doesNotContain("<b>").contains("1 result");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(badge.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("lab/" + STRANGE + ": 1 result");
    assertThat(service.get("/v1/models/lab/one/badge.svg").body()).contains("2 results, 1 flagged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/lab/none",
        "/v1/models/lab/none/history",
        "/v1/models/lab/none/transparency",
        "/v1/models/lab/none/brief",
        "/v1/models/lab/none/badge.svg",
        "/v1/models/lab/%00",
        "/v1/models/lab"
      })
  void whatNobodySpokeAboutIsNotFound(String path) {
    assertThat(problem(service.get(path))).isEqualTo("404 /problems/not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models?limit=0",
        "/v1/models?limit=1001",
        "/v1/models?after=x",
        "/v1/models?access=none",
        "/v1/models?namespace=%00",
        "/v1/models?name=one",
        "/v1/models/lab/one?full=true",
        "/v1/models/lab/one/history?limit=0",
        "/v1/models/lab/one/history?after=x",
        "/v1/models/lab/one/history?benchmark=%00"
      })
  void nonsenseIsABadRequest(String path) {
    assertThat(problem(service.get(path))).isEqualTo("400 /problems/bad-request");
  }
}

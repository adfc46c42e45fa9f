package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

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

/** Benchmarks, leaderboards and health, from results of known order. */
class BenchmarkEndpointTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    Person other = service.join("other", List.of(), List.of());
    service.accept(lab.sign(lab.benchmark("lab/own")));
    // Three seeds: 0.70, 0.90, 0.50. The median is 0.70, the best 0.90.
    for (int i = 0; i < 3; i++) {
      submit(lab, "lab/seeds", List.of("0.70", "0.90", "0.50").get(i), 7_000_000_000L, i, 5);
    }
    submit(lab, "lab/claimed", "0.80", 1_000_000_000L, 0, 5);
    submit(other, "lab/independent", "0.75", 3_000_000_000L, 0, 5);
    submit(lab, "lab/tied", "0.70", 2_000_000_000L, 0, 5);
    submit(lab, "lab/last", "0.30", 500_000_000L, 0, 5);
    submit(lab, "lab/zero-shot", "0.95", 1_000_000L, 0, 0);
    // 0.555 of 100 samples is no whole number of them: inconsistent.
    submit(other, "lab/impossible", "0.555", 4_000_000_000L, 0, 5);
  }

  private static void submit(
      Person by, String model, String value, long parameters, int seed, int shots) {
    Json settings =
        Json.object()
            .put("shots", shots)
            .put("seed", seed)
            .put("promptTemplate", Json.object().put("text", "Q: {{q}}\nA:").build())
            .put("hyperparameters", Json.object().put("temperature", 1).build())
            .build();
    service.accept(
        by.sign(
            by.evaluation(model, "quiz", value)
                .put(
                    "model",
                    Json.object()
                        .put("id", model)
                        .put("revision", "main")
                        .put("parameters", parameters)
                        .build())
                .put("settings", Json.object().put("s", settings).build())
                .build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static List<String> rows(String query) {
    var rows = new ArrayList<String>();
    for (Json row :
        ((JsonArray) at(service.read("/v1/benchmarks/quiz/leaderboard" + query), "items"))
            .items()) {
      rows.add(
          String.join(" ", text(row, "rank"), text(row, "model"), text(row, "median"))
              + (text(row, "claimedLead").equals("true") ? " claimed" : ""));
    }
    return rows;
  }

  @Test
  void theyAreListedAndShownWithAllTheyMeasure() {
    JsonObject list = service.read("/v1/benchmarks");
    assertThat(text(list, "items", "0", "benchmark")).isEqualTo("quiz");
    assertThat(text(list, "items", "1", "benchmark")).isEqualTo("lab/own");
    JsonObject page = service.read("/v1/benchmarks?limit=1");
    assertThat(
            text(
                service.read("/v1/benchmarks?after=" + text(page, "next")),
                "items",
                "0",
                "benchmark"))
        .isEqualTo("lab/own");
    assertThat(((JsonArray) at(service.read("/v1/benchmarks?dimension=math"), "items")).items())
        .isEmpty();
    JsonObject quiz = service.read("/v1/benchmarks/quiz");
    assertThat(text(quiz, "counts", "results")).isEqualTo("9");
    assertThat(text(quiz, "versions", "0", "licence")).isEqualTo("MIT");
    assertThat(text(quiz, "versions", "0", "url")).isEqualTo("https://example.org/benchmark");
    assertThat(text(quiz, "versions", "0", "metrics", "0", "kind")).isEqualTo("proportion");
    assertThat(text(quiz, "versions", "0", "metrics", "0", "direction")).isEqualTo("higher");
    assertThat(text(service.read("/v1/benchmarks/lab%2Fown"), "benchmark")).isEqualTo("lab/own");
  }

  @Test
  void theMedianOverSeedsRanksAndNeverTheBest() {
    assertThat(rows(""))
        .containsExactly(
            "1 lab/claimed 0.80 claimed",
            "2 lab/independent 0.75",
            "3 lab/seeds 0.70",
            "3 lab/tied 0.70",
            "5 lab/impossible 0.555",
            "6 lab/last 0.30");
    JsonObject board = service.read("/v1/benchmarks/quiz/leaderboard");
    assertThat(text(board, "items", "2", "results")).isEqualTo("3");
    assertThat(text(board, "items", "2", "seeds")).isEqualTo("3");
    assertThat(text(board, "items", "4", "verdict")).isEqualTo("inconsistent");
  }

  @Test
  void oneProtocolAtATimeTheMostUsedWhereNoneIsNamed() {
    JsonObject board = service.read("/v1/benchmarks/quiz/leaderboard");
    JsonArray protocols = (JsonArray) at(board, "protocols");
    assertThat(protocols.items()).hasSize(2);
    String most = text(board, "protocols", "0", "protocol");
    String least = text(board, "protocols", "1", "protocol");
    assertThat(text(board, "protocol")).isEqualTo(most);
    assertThat(rows("?protocol=" + least)).containsExactly("1 lab/zero-shot 0.95 claimed");
    assertThat(rows("?protocol=none")).isEmpty();
  }

  @Test
  void filtersLeaveRowsOutAndPagesFollowOneAnother() {
    assertThat(rows("?maxParameters=1000000000"))
        .containsExactly("1 lab/claimed 0.80 claimed", "6 lab/last 0.30");
    assertThat(rows("?standing=signed")).hasSize(5);
    assertThat(rows("?standing=under-review")).containsExactly("1 lab/impossible 0.555");
    assertThat(rows("?minStanding=recomputed")).isEmpty();
    JsonObject page = service.read("/v1/benchmarks/quiz/leaderboard?limit=4");
    assertThat(rows("?limit=4&after=" + text(page, "next")))
        .containsExactly("5 lab/impossible 0.555", "6 lab/last 0.30");
    assertThat(at(service.read("/v1/benchmarks/quiz/leaderboard?limit=6"), "next"))
        .isInstanceOf(JsonNull.class);
  }

  @Test
  void aMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    Person even = service.join("even", List.of("even"), List.of());
    service.accept(even.sign(even.benchmark("even/quiz")));
    for (int i = 0; i < 2; i++) {
      JsonObject evaluation = even.evaluation("even/m", "even/quiz", "0.5" + (i * 3)).build();
      var settings = (JsonObject) at(evaluation, "settings", "s");
      Json seeded = Json.object().put("s", settings.with("seed", Json.of((long) i))).build();
      service.accept(even.sign(evaluation.with("settings", seeded)));
    }
    JsonObject board = service.read("/v1/benchmarks/even%2Fquiz/leaderboard");
    assertThat(text(board, "items", "0", "median")).isEqualTo("0.515");
    assertThat(text(board, "items", "0", "seeds")).isEqualTo("2");
  }

  @Test
  void healthSaysHowFarTheBestHaveComeAndHowManyAreFlagged() {
    JsonObject health = service.read("/v1/benchmarks/quiz/health");
    // The best of six rows: (0.80 - 0.25) / (1 - 0.25).
    assertThat(text(health, "saturation")).isEqualTo("0.7333");
    // First and ninth decile: the rows 0 and 4, (0.80 - 0.555) / 0.75.
    assertThat(text(health, "spread")).isEqualTo("0.3267");
    assertThat(text(health, "flaggedShare")).isEqualTo("0.1111");
    JsonObject own = service.read("/v1/benchmarks/lab%2Fown/health");
    assertThat(at(own, "saturation")).isInstanceOf(JsonNull.class);
    assertThat(at(own, "flaggedShare")).isInstanceOf(JsonNull.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/benchmarks/none",
        "/v1/benchmarks/%00",
        "/v1/benchmarks/none/leaderboard",
        "/v1/benchmarks/quiz/leaderboard?version=2",
        "/v1/benchmarks/quiz/leaderboard?task=none",
        "/v1/benchmarks/quiz/health?metric=none"
      })
  void whatIsNotRegisteredIsNotFound(String path) {
    assertThat(problem(service.get(path))).isEqualTo("404 /problems/not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/benchmarks?limit=0",
        "/v1/benchmarks?after=x",
        "/v1/benchmarks?dimension=%00",
        "/v1/benchmarks/quiz/leaderboard?k=0",
        "/v1/benchmarks/quiz/leaderboard?limit=1001",
        "/v1/benchmarks/quiz/leaderboard?after=x",
        "/v1/benchmarks/quiz/leaderboard?standing=good",
        "/v1/benchmarks/quiz/leaderboard?best=true",
        "/v1/benchmarks/quiz/health?protocol=%00",
        "/v1/benchmarks/quiz?version=1"
      })
  void nonsenseIsABadRequest(String path) {
    assertThat(problem(service.get(path))).isEqualTo("400 /problems/bad-request");
  }
}

package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.util.List;
import java.util.function.UnaryOperator;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is one row of a leaderboard, and what is not. */
class LeaderboardRowsTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static JsonObject evaluation(Person lab, String value, int seed) {
    Json settings =
        Json.object()
            .put("shots", 5)
            .put("seed", seed)
            .put("promptTemplate", Json.object().put("text", "Q: {{q}}\nA:").build())
            .put("hyperparameters", Json.object().put("temperature", 1).build())
            .build();
    return lab.evaluation("lab/model", "quiz", value)
        .put("settings", Json.object().put("s", settings).build())
        .build();
  }

  /** {@code json} with {@code value} at {@code path}, whose objects are there. */
  private static JsonObject with(JsonObject json, Json value, String... path) {
    Json changed = value;
    for (int i = path.length - 1; i >= 0; i--) {
      var parent = (JsonObject) at(json, List.of(path).subList(0, i).toArray(String[]::new));
      changed = parent.with(path[i], changed);
    }
    return (JsonObject) changed;
  }

  private static JsonObject source(JsonObject evaluation, String url) {
    return evaluation.with(
        "source",
        Json.object()
            .put("url", url)
            .put("sha256", "ab".repeat(32))
            .put("publishedAt", "2026-02-20T08:00:00Z")
            .put("retrievedAt", "2026-02-20T09:00:00Z")
            .put("claimedBy", "somebody")
            .build());
  }

  private static List<Json> items(RunningService service, String path) {
    return ((JsonArray) at(service.read(path), "items")).items();
  }

  @Test
  void adapterHarnessVersionSplitAndSourceMakeOtherRowsAndTheSeedDoesNot() {
    List<UnaryOperator<JsonObject>> changes =
        List.of(
            same -> same,
            base -> with(base, Json.of("steer-a"), "model", "adapter"),
            base -> with(base, Json.of("steer-b"), "model", "adapter"),
            base -> with(base, Json.of("0.4.9"), "run", "harness", "version"),
            base -> with(base, Json.of("def"), "run", "harness", "revision"),
            base -> result(base, "split", Json.of("validation")),
            base -> source(base, "https://example.org/one"),
            base -> source(base, "https://example.org/two"));
    try (RunningService service = RunningService.open(database.properties())) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      for (int i = 0; i < changes.size(); i++) {
        for (int seed = 0; seed < 2; seed++) {
          JsonObject base = evaluation(lab, "0." + (50 + 2 * i + seed), seed);
          service.accept(lab.sign(changes.get(i).apply(base)));
        }
      }
      List<Json> rows = items(service, "/v1/benchmarks/quiz/leaderboard");
      assertThat(rows).hasSize(changes.size());
      assertThat(rows).allSatisfy(row -> assertThat(text(row, "results")).isEqualTo("2"));
      assertThat(rows.stream().map(row -> text(row, "adapter")).toList())
          .containsOnlyOnce("steer-a", "steer-b");
      assertThat(items(service, "/v1/frontier?benchmark=quiz")).hasSize(changes.size());
      assertThat(text(service.read("/v1/benchmarks/quiz/health"), "rows"))
          .isEqualTo(Integer.toString(changes.size()));
      assertThat(
              items(service, "/v1/scores").stream().map(score -> text(score, "adapter")).toList())
          .hasSize(2 * changes.size())
          .contains("steer-a", "steer-b");
    }
  }

  @Test
  void aRunOverAFewItemsRanksNowhereUnlessItIsAskedFor() {
    try (RunningService service = RunningService.open(database.properties())) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      service.accept(lab.sign(evaluation(lab, "0.5", 0)));
      service.accept(
          lab.sign(
              with(
                  result(evaluation(lab, "1.0", 1), "samples", Json.of(5L)),
                  Json.of("lab/lucky"),
                  "model",
                  "id")));
      JsonObject stopped = with(evaluation(lab, "0.9", 2), Json.of("lab/stopped"), "model", "id");
      service.accept(
          lab.sign(with(stopped, Json.of(50L), "settings", "s", "hyperparameters", "limit")));
      List<Json> rows = items(service, "/v1/benchmarks/quiz/leaderboard");
      assertThat(rows.stream().map(row -> text(row, "model")).toList())
          .containsExactly("lab/model");
      assertThat(text(rows.getFirst(), "samples")).isEqualTo("100");
      List<Json> all = items(service, "/v1/benchmarks/quiz/leaderboard?truncated=true");
      assertThat(
              all.stream().map(row -> text(row, "model") + " " + text(row, "truncated")).toList())
          .containsExactly("lab/lucky true", "lab/stopped true", "lab/model false");
      assertThat(text(all.getFirst(), "samples")).isEqualTo("5");
    }
  }

  private static List<String> places(RunningService service) {
    return items(service, "/v1/benchmarks/quiz/leaderboard").stream()
        .map(row -> text(row, "model") + " " + text(row, "rank") + " " + text(row, "standing"))
        .toList();
  }

  @Test
  void whatIsInDisputeStaysInItsPlaceAndHasNoRank() {
    try (RunningService service = RunningService.open(database.properties())) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person best = service.join("best", List.of("best"), List.of());
      JsonObject top = service.accept(best.sign(best.evaluation("best/m", "quiz", "0.60").build()));
      for (String value : List.of("50", "40", "40", "30")) {
        String model = "lab/m" + value + items(service, "/v1/scores").size();
        service.accept(lab.sign(lab.evaluation(model, "quiz", "0." + value).build()));
      }
      Json named = Person.reference(top);
      Person cat = service.join("cat", List.of(), List.of());
      Json report =
          cat.statement("report")
              .put("entry", named)
              .put("kind", "contamination")
              .put("text", "The items are in its training data.")
              .build();
      JsonObject opening = service.accept(cat.sign(report));
      List<String> others = List.of("2 signed", "3 signed", "3 signed", "5 signed");
      assertThat(places(service).getFirst()).isEqualTo("best/m 1 signed");
      assertThat(places(service).subList(1, 5))
          .zipSatisfy(others, (row, place) -> assertThat(row).endsWith(place));

      List<String> moved = List.of("1 signed", "2 signed", "2 signed", "4 signed");
      for (String standing : List.of("disputed", "refuted")) {
        Person reviewer = service.join(standing, List.of(), List.of("reviewer"));
        service.accept(reviewer.sign(confirmation(reviewer, opening)));
        assertThat(places(service).getFirst()).isEqualTo("best/m null " + standing);
        assertThat(places(service).subList(1, 5))
            .zipSatisfy(moved, (row, place) -> assertThat(row).endsWith(place));
      }
      List<Json> frontier = items(service, "/v1/frontier?benchmark=quiz");
      assertThat(frontier.stream().map(row -> text(row, "frontier")).toList())
          .containsExactly("false", "true", "false", "false", "false");
    }
  }

  private static Json confirmation(Person reviewer, JsonObject opening) {
    Json about = Person.reference(opening).with("cause", Json.of("report"));
    return reviewer
        .statement("decision")
        .put("case", about)
        .put("outcome", "confirmed")
        .put("rationale", "So it is.")
        .put("checks", Json.ofStrings(List.of("size")))
        .build();
  }

  @Test
  void comparisonPoolsNoSubmittersAndHoldsLikeAgainstLike() {
    try (RunningService service = RunningService.open(database.properties())) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person other = service.join("other", List.of(), List.of());
      service.accept(lab.sign(evaluation(lab, "0.8", 0)));
      service.accept(other.sign(evaluation(other, "0.4", 0)));
      JsonObject rival = with(evaluation(lab, "0.1", 0), Json.of("lab/rival"), "model", "id");
      service.accept(lab.sign(rival));
      service.accept(lab.sign(with(rival, Json.of("0.4.9"), "run", "harness", "version")));
      List<Json> rows = items(service, "/v1/compare?model=lab/model&model=lab/rival");
      assertThat(rows).hasSize(1);
      assertThat(
              ((JsonArray) at(rows.getFirst(), "models"))
                  .items().stream()
                      .map(
                          column ->
                              String.join(
                                  " ",
                                  text(column, "model"),
                                  text(column, "submitter"),
                                  text(column, "median"),
                                  text(column, "sameConditions"),
                                  text(column, "beyondError")))
                      .toList())
          .containsExactly(
              "lab/model lab 0.8 true null",
              "lab/model other 0.4 true true",
              "lab/rival lab 0.1 true true",
              "lab/rival lab 0.1 false null");
    }
  }

  private static JsonObject result(JsonObject evaluation, String member, Json value) {
    var result = (JsonObject) at(evaluation, "results", "0");
    return evaluation.with("results", Json.of(List.of(result.with(member, value))));
  }
}

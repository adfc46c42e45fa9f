package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Database;
import org.evalledger.database.TestDatabase;
import org.evalledger.database.Transactions;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Log;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceKey;
import org.evalledger.submission.Submissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Assessing again, on the real service: the first assessment stays, scores show the newest. */
class ReassessmentStoryTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;
  private static EntryReference first;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    ServiceKey key = service.bean(ServiceKey.class);
    Person self = new Person("service", key.key());
    service.accept(self.signWith(self.registration(), service.operator()));
    service.accept(
        service
            .operator()
            .sign(service.operator().grant("service", List.of(), List.of("service"))));
    lab = service.join("lab", List.of("lab"), List.of());
    first = reference(service.accept(lab.sign(lab.evaluation("lab/first", "quiz", "0.9").build())));
    for (int i = 0; i < 40; i++) {
      Person other = service.join("org" + i, List.of("org" + i), List.of());
      service.accept(
          other.sign(other.evaluation("org" + i + "/m", "quiz", "0.3" + (i % 10)).build()));
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static EntryReference reference(JsonObject accepted) {
    return new EntryReference(
        new EntryIndex(Long.parseLong(text(accepted, "index"))),
        Sha256.ofHex(text(accepted, "leafHash")));
  }

  private static JsonArray items(String path, String member) {
    return (JsonArray) RunningService.at(service.read(path), member);
  }

  private static String assessments() {
    return "/v1/entries/" + first.index().value() + "/assessments";
  }

  @Test
  void theNewestIsShownTheFirstStaysAndARebuildKeepsBoth() throws SQLException {
    assertThat(items(assessments(), "items").items()).hasSize(1);
    assertThat(text(service.read("/v1/scores?model=lab/first"), "items", "0", "verdict"))
        .isEqualTo("not-comparable");

    var outcome = service.bean(Submissions.class).reassess(first);

    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    long entry = ((Outcome.Accepted) outcome).answer().index().value();
    JsonObject listed = service.read(assessments());
    assertThat(items(assessments(), "items").items()).hasSize(2);
    assertThat(text(listed, "items", "0", "verdict")).isEqualTo("not-comparable");
    assertThat(text(listed, "items", "1", "verdict")).isEqualTo("watch");
    assertThat(text(listed, "items", "1", "prefix")).isEqualTo(Long.toString(entry));
    assertThat(text(listed, "entries", "1")).isEqualTo(Long.toString(entry));
    assertThat(text(service.read("/v1/scores?model=lab/first"), "items", "0", "verdict"))
        .isEqualTo("watch");
    assertThat(text(service.read("/v1/entries/" + first.index().value()), "assessment", "verdict"))
        .isEqualTo("not-comparable");
    assertThat(text(service.read("/v1/entries?type=reassessment"), "items", "0", "index"))
        .isEqualTo(Long.toString(entry));

    List<String> before = projections();
    try (var connection = service.bean(Database.class).ownConnection()) {
      service.bean(Log.class).rebuild(connection, done -> {});
    }
    assertThat(projections()).isEqualTo(before).isNotEmpty();
  }

  private static List<String> projections() {
    return service
        .bean(Transactions.class)
        .read(
            connection -> {
              var rows = new ArrayList<String>();
              for (String table : List.of("result", "reassessment", "entry")) {
                try (var statement = connection.createStatement();
                    var row =
                        statement.executeQuery(
                            "select t::text from " + table + " t order by t::text")) {
                  while (row.next()) {
                    rows.add(row.getString(1));
                  }
                }
              }
              return rows;
            });
  }

  private static JsonObject reassessment(String by, Json assessment) {
    return new Person(by, service.operator().key())
        .statement("reassessment")
        .put(
            "entry",
            Json.object()
                .put("index", first.index().value())
                .put("leafHash", first.leafHash().hex())
                .build())
        .put("algorithm", "size-profile-1")
        .put("assessment", assessment)
        .build();
  }

  @Test
  void oneThatDoesNotRecomputeIsRefusedEvenFromTheServiceItself() {
    Bytes envelope =
        Jws.compact(
            Typ.STATEMENT,
            reassessment("service", Json.object().put("suspicion", "0").build()).canonical(),
            service.bean(ServiceKey.class).key());
    assertThat(service.bean(Submissions.class).submit(EnvelopeFormat.JOSE, envelope).toString())
        .contains("Refused", "/assessment");
  }

  @Test
  void nobodyButTheServiceWritesOne() {
    Json assessment = Json.object().put("suspicion", "0").build();
    HttpResponse<String> response = service.post(lab.sign(reassessment("lab", assessment)));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("service");
  }

  @Test
  void onlyEvaluationsAreAssessedAgain() {
    JsonObject zero = service.read("/v1/entries/0");
    var outcome =
        service
            .bean(Submissions.class)
            .reassess(new EntryReference(new EntryIndex(0), Sha256.ofHex(text(zero, "leafHash"))));
    assertThat(outcome.toString()).contains("Refused", "want evaluation");
  }

  @Test
  void aPolicyHoldsForTheNextStatement() {
    Person other = service.join("late", List.of("late"), List.of());
    var plausible = service.accept(other.sign(other.evaluation("late/a", "quiz", "0.33").build()));
    assertThat(text(plausible, "assessment", "verdict")).isEqualTo("plausible");
    var thresholds = Json.object().put("watch", "0.000001").put("flagged", "1").build();
    Person operator = service.operator();
    JsonObject policy =
        service.accept(
            operator.sign(operator.statement("policy").put("thresholds", thresholds).build()));
    var watched = service.accept(other.sign(other.evaluation("late/b", "quiz", "0.33").build()));
    assertThat(text(watched, "assessment", "verdict")).isEqualTo("watch");
    assertThat(text(service.read("/v1/suspicion/algorithms"), "policy", "entry"))
        .isEqualTo(text(policy, "index"));
    var back = Json.object().put("watch", "0.5").put("flagged", "0.75").build();
    service.accept(operator.sign(operator.statement("policy").put("thresholds", back).build()));
  }

  @Test
  void theBaselineShowsWhatModelsOfThatSizeScore() {
    JsonObject baseline = service.read("/v1/benchmarks/quiz/baseline?parameters=7000000000");
    assertThat(text(baseline, "protocol")).isEqualTo("lm-evaluation-harness:5:other:acc:none");
    assertThat(Integer.parseInt(text(baseline, "models"))).isGreaterThanOrEqualTo(41);
    JsonObject band = (JsonObject) RunningService.at(baseline, "bands", "0");
    assertThat(text(band, "quantiles", "0", "share")).isEqualTo("0.1");
    assertThat(text(band, "quantiles", "2", "value")).matches("0\\.3\\d*");
    assertThat(((JsonArray) RunningService.at(band, "neighbours")).items()).hasSize(10);
    long neighbour = Long.parseLong(text(band, "neighbours", "0", "index"));
    assertThat(service.get("/v1/entries/" + neighbour).statusCode()).isEqualTo(200);
    assertThat(
            ((JsonArray)
                    RunningService.at(
                        service.read("/v1/benchmarks/quiz/baseline?protocol=other"), "bands"))
                .items())
        .isEmpty();
    assertThat(service.get("/v1/benchmarks/nothing/baseline").statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/benchmarks/quiz/baseline?parameters=0").statusCode())
        .isEqualTo(400);
    assertThat(service.get("/v1/benchmarks/quiz/baseline?metric=f1").statusCode()).isEqualTo(404);
  }

  @Test
  void theAlgorithmsTellTheirFormulaeAndConstants() {
    JsonObject algorithms = service.read("/v1/suspicion/algorithms");
    assertThat(text(algorithms, "current")).isEqualTo("size-profile-1");
    assertThat(text(algorithms, "items", "0", "id")).isEqualTo("size-profile-1");
    assertThat(algorithms.canonical().utf8())
        .contains("1.345", "z_size = (z_hub + z_ker)/2", "\"value\":\"20000\"");
  }
}

package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.util.List;
import org.evalledger.bytes.Bytes;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that openapi-generator makes of the document page, submit, and read what is refused. */
class GeneratedClientTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final TestDatabase UNOPENED = new TestDatabase();
  @RegisterExtension static final TestDatabase MIRROR = new TestDatabase();
  @RegisterExtension static final TestDatabase CUT_OFF = new TestDatabase();

  private static RunningService service;
  private static Person lab;
  private static Refusals refusals;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    for (int i = 0; i < 5; i++) {
      service.accept(lab.sign(lab.evaluation("lab/m" + i, "quiz", "0.5" + i).build()));
    }
    refusals = Refusals.prepare(service, lab, UNOPENED, MIRROR, CUT_OFF);
  }

  @AfterAll
  static void close() {
    refusals.close();
    service.close();
  }

  @ParameterizedTest
  @EnumSource
  void itPagesThroughAllScores(GeneratedClient client) {
    List<String> all =
        ((JsonArray) at(service.read("/v1/scores?limit=1000"), "items"))
            .items().stream()
                .map(row -> text(row, "index") + "." + text(row, "result") + " " + value(row))
                .toList();
    JsonObject got = client.run(wanted().put("limit", 2).build());
    assertThat(((JsonArray) at(got, "scores")).items().stream().map(row -> text(row)))
        .hasSizeGreaterThanOrEqualTo(5)
        .isEqualTo(all);
    assertThat(Integer.parseInt(text(got, "pages"))).isBetween(all.size() / 2, all.size() / 2 + 1);
  }

  private static String value(Json row) {
    return text(row, "value");
  }

  private static Json.ObjectBuilder wanted() {
    return Json.object().put("url", url(service));
  }

  static String url(RunningService service) {
    return service.uri("/").toString().replaceAll("/$", "");
  }

  @ParameterizedTest
  @EnumSource
  void itSubmitsASignedEnvelopeAndReadsTheEntry(GeneratedClient client) {
    Bytes envelope = lab.sign(lab.evaluation("lab/by-" + client, "quiz", "0.5").build());
    JsonObject got = client.run(wanted().put("envelope", envelope.utf8()).build());
    assertThat(text(got, "statuses")).as("the same bytes again").isEqualTo("[201,200]");
    JsonObject entry = service.read("/v1/entries/" + text(got, "index"));
    assertThat(text(got, "leafHash")).isEqualTo(text(entry, "leafHash"));
    for (String member : List.of("facts", "assessment")) {
      assertThat(at(got, member)).isInstanceOf(JsonObject.class).isEqualTo(at(entry, member));
    }
    assertThat(text(got, "firstHasAssessment")).as("entry 0, of a key").isEqualTo("false");
  }

  @ParameterizedTest
  @EnumSource
  void itReadsEveryProblem(GeneratedClient client) {
    JsonObject got = client.run(Json.object().put("refused", refusals.calls()).build());
    List<Json> problems = ((JsonArray) at(got, "problems")).items();
    assertThat(problems).isEqualTo(refusals.problems());
    assertThat(problems.stream().map(problem -> text(problem, "type")))
        .isEqualTo(refusals.types().stream().map(ProblemType::uri).toList());
    assertThat(problems.stream().map(problem -> text(problem, "status")))
        .isEqualTo(
            refusals.types().stream()
                .map(type -> Integer.toString(type.status().getCode()))
                .toList());
  }

  @Test
  void everyProblemIsProvokedOrNamedWithTheReason() {
    assertThat(refusals.types())
        .doesNotContainAnyElementsOf(Refusals.NOT_PROVOKED.keySet())
        .hasSize(ProblemType.values().length - Refusals.NOT_PROVOKED.size())
        .doesNotHaveDuplicates();
    assertThat(Refusals.NOT_PROVOKED.values()).allMatch(reason -> reason.length() > 20);
  }

  @Test
  void faultsAndConflictsAreAmongWhatIsRead() {
    assertThat(pointers(ProblemType.INVALID, "faults")).isNotEmpty();
    assertThat(pointers(ProblemType.MALFORMED, "faults")).isNotEmpty();
    assertThat(pointers(ProblemType.CONFLICT, "conflicts")).isNotEmpty();
    assertThat(pointers(ProblemType.ALREADY_RECORDED, "conflicts")).isNotEmpty();
  }

  private static List<String> pointers(ProblemType type, String member) {
    Json problem = refusals.problems().get(refusals.types().indexOf(type));
    return ((JsonArray) at(problem, member))
        .items().stream().map(item -> text(item, "pointer")).toList();
  }
}

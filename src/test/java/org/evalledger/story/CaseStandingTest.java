package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.database.TestDatabase;
import org.evalledger.database.Transactions;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.CaseStanding;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogReader;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What scores tell of cases is what everybody folds from the log, result by result. */
class CaseStandingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Set<String> OF_CASES = Set.of("refuted", "disputed", "under-review");

  private static RunningService service;
  private static Person lab;
  private static Person ann;
  private static Person ben;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @AfterEach
  void scoresTellWhatTheLogTells() {
    var rows = (JsonArray) at(service.read("/v1/scores?history=true&limit=1000"), "items");
    assertThat(rows.items()).isNotEmpty();
    for (Json row : rows.items()) {
      String shown = text(row, "standing");
      Optional<String> folded = standing(text(row, "index"), Integer.parseInt(text(row, "result")));
      assertThat(folded.map(shown::equals).orElse(!OF_CASES.contains(shown)))
          .as("%s, folded %s", row, folded)
          .isTrue();
    }
    assertThat(service.audit()).isZero();
  }

  private static Optional<String> standing(String index, int result) {
    LedgerEntry entry =
        service
            .bean(Transactions.class)
            .read(c -> ReadEntry.of(LogReader.entries(c, Long.parseLong(index), 1).getFirst()))
            .entry();
    var cases = service.bean(Registry.class).ledger().cases();
    return cases.standing(entry, result).map(CaseStanding::word);
  }

  private static JsonObject evaluated(Person by, String model, String... values) {
    return service.accept(by.sign(evaluation(by, model, values)));
  }

  private static JsonObject evaluation(Person by, String model, String... values) {
    var results = new ArrayList<Json>();
    for (int i = 0; i < values.length; i++) {
      results.add(Person.result("quiz", values[i]).put("filter", "f" + i).build());
    }
    return by.evaluation(model, "quiz", values[0]).put("results", Json.of(results)).build();
  }

  private static JsonObject decided(Person by, JsonObject opening, String cause, String outcome) {
    return service.accept(
        by.sign(
            by.statement("decision")
                .put("case", Person.reference(opening).with("cause", Json.of(cause)))
                .put("rationale", "So it is.")
                .put("outcome", outcome)
                .build()));
  }

  private static String standing(String model) {
    return text(service.read("/v1/scores?model=" + model), "items", "0", "standing");
  }

  @Test
  void aConfirmedReportRefutesWhatItNamesAndALaterOneNothing() {
    JsonObject entry = evaluated(lab, "lab/one", "0.31", "0.32", "0.33");
    JsonObject first = reported(ann, entry, 1);
    JsonObject second = service.accept(ben.sign(report(ben, evaluated(lab, "lab/two", "0.3"))));
    Person carl = service.join("carl", List.of(), List.of("reviewer"));
    Person dora = service.join("dora", List.of(), List.of("reviewer"));
    decided(carl, first, "report", "confirmed");
    decided(dora, first, "report", "confirmed");
    service.accept(ben.sign(report(ben, entry)));
    assertThat(service.read("/v1/scores?model=lab/one&standing=refuted").canonical().utf8())
        .contains("\"filter\":\"f1\"")
        .doesNotContain("\"filter\":\"f0\"")
        .doesNotContain("\"filter\":\"f2\"");
    decided(carl, second, "report", "needs-evidence");
    assertThat(standing("lab/two")).isEqualTo("under-review");
    corrected(entry);
  }

  private static void corrected(JsonObject entry) {
    JsonObject again = evaluation(lab, "lab/one", "0.31", "0.32", "0.33");
    var results = new ArrayList<Json>();
    for (int i = 0; i < 3; i++) {
      results.add(
          ((JsonObject) at(again, "results", i + ""))
              .with("supersedes", Person.reference(entry).with("result", Json.of(i))));
    }
    service.accept(lab.sign(again.with("results", Json.of(results))));
    var rows = (JsonArray) at(service.read("/v1/scores?model=lab/one"), "items");
    assertThat(rows.items().stream().map(row -> text(row, "standing")))
        .containsExactly("signed", "disputed", "signed");
  }

  private static JsonObject report(Person by, JsonObject entry) {
    return by.statement("report")
        .put("entry", Person.reference(entry))
        .put("kind", "contamination")
        .put("text", "The items are in its training data.")
        .build();
  }

  private static JsonObject reported(Person by, JsonObject entry, int result) {
    JsonObject some = report(by, entry).with("results", Json.of(List.of(Json.of(result))));
    return service.accept(by.sign(some));
  }

  @Test
  void aLowerResultOfAnEvaluatorPutsTheClaimUnderReview() {
    Person evaluator = service.join("evaluator", List.of(), List.of("evaluator"));
    Person anybody = service.join("anybody", List.of(), List.of());
    evaluated(lab, "lab/claim", "0.60");
    evaluated(lab, "lab/claims", "0.60");
    evaluated(anybody, "lab/claims", "0.20");
    JsonObject lower = evaluated(evaluator, "lab/claim", "0.20");
    assertThat(standing("lab/claim")).isEqualTo("under-review");
    assertThat(standing("lab/claims")).isEqualTo("signed");
    JsonObject file = service.read("/v1/cases/" + text(lower, "index") + "-reproduction");
    assertThat(text(file, "reproductions", "0", "value")).isEqualTo("0.20");
    decided(ann, lower, "reproduction", "cleared");
    assertThat(standing("lab/claim")).isEqualTo("signed");
  }

  @Test
  void aStolenKeyPutsUnderReviewWhatItSignedSince() {
    Person victim = service.join("victim", List.of("victim"), List.of());
    evaluated(victim, "victim/before", "0.3");
    Instant since =
        Instant.parse(
            text(service.read("/v1/scores?model=victim/before"), "items", "0", "receivedAt"));
    evaluated(victim, "victim/since", "0.3");
    JsonObject opening =
        service.accept(service.operator().sign(service.operator().revocation(victim, since)));
    assertThat(standing("victim/before")).isEqualTo("signed");
    assertThat(standing("victim/since")).isEqualTo("under-review");
    decided(ann, opening, "key", "cleared");
    assertThat(standing("victim/since")).isEqualTo("signed");
  }

  @Test
  void anAnswerWithAFaultOfFormIsToldItsFault() {
    JsonObject opening = evaluated(lab, "lab/faulty", "0.3123");
    JsonObject answer =
        lab.statement("answer")
            .put("case", Person.reference(opening).with("cause", Json.of("inconsistent")))
            .build();
    HttpResponse<String> response = service.post(lab.sign(answer));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"/text\"");
    JsonObject others = answer.with("submitter", Json.of("ann"));
    assertThat(service.post(ann.sign(others)).statusCode()).isEqualTo(403);
  }
}

package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which case comes first, what its reports weigh, and what is learnt from decisions. */
class CaseListTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** As many as one crowd has places. */
  private static final int CASES = 10;

  private static RunningService service;
  private static Person ann;
  private static Person ben;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    service.registerItself();
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  /** 55.5 of 100 samples are no whole number. */
  private static JsonObject impossible(Person by, String model) {
    return service.accept(by.sign(by.evaluation(model, "quiz", "0.555").build()));
  }

  private static void decide(
      Person by, JsonObject opening, String cause, String outcome, List<String> checks) {
    service.accept(
        by.sign(
            by.statement("decision")
                .put("case", Person.reference(opening).with("cause", Json.of(cause)))
                .put("outcome", outcome)
                .put("rationale", "So it is.")
                .put("checks", Json.ofStrings(checks))
                .build()));
  }

  private static JsonObject summary(JsonObject opening, String cause) {
    return (JsonObject)
        at(service.read("/v1/cases/" + text(opening, "index") + "-" + cause), "summary");
  }

  private static BigDecimal figure(JsonObject opening, String cause, String name) {
    return new BigDecimal(text(summary(opening, cause), name));
  }

  private static boolean flag(JsonObject opening, String name) {
    return flag(opening, "inconsistent", name);
  }

  private static boolean flag(JsonObject opening, String cause, String name) {
    return text(summary(opening, cause), name).equals("true");
  }

  @Test
  void oneSubmittersFloodLeavesTheListToOthers() {
    Person loud = service.join("loud", List.of(), List.of());
    var flood = new ArrayList<JsonObject>();
    for (int i = 0; i < 12; i++) {
      flood.add(impossible(loud, "loud/m" + i));
    }
    assertThat(flood.stream().filter(opening -> flag(opening, "waits"))).hasSize(2);
    JsonObject last = flood.getLast();
    assertThat(figure(last, "inconsistent", "priority"))
        .isLessThan(new BigDecimal("0.1"))
        .isEqualByComparingTo(
            figure(flood.getFirst(), "inconsistent", "priority").movePointLeft(1));
    JsonObject other = impossible(service.join("quiet", List.of(), List.of()), "quiet/m");
    assertThat(flag(other, "waits")).isFalse();

    decide(ann, flood.get(0), "inconsistent", "cleared", List.of());
    decide(ann, flood.get(1), "inconsistent", "cleared", List.of());
    assertThat(flood.stream().filter(opening -> flag(opening, "waits"))).isEmpty();
    assertThat(figure(last, "inconsistent", "priority")).isGreaterThan(new BigDecimal("0.4"));
  }

  @Test
  void nobodyBuriesACaseUnderJunkOfItsOwn() {
    Person lab = service.join("digger", List.of("digger"), List.of());
    JsonObject claim =
        service.accept(lab.sign(lab.evaluation("digger/claim", "quiz", "0.75").build()));
    for (int i = 0; i < CASES; i++) {
      impossible(lab, "throwaway/m" + i);
    }
    Person other = service.join("checker", List.of(), List.of("evaluator"));
    JsonObject lower =
        service.accept(other.sign(other.evaluation("digger/claim", "quiz", "0.15").build()));
    assertThat(text(summary(lower, "reproduction"), "submitter")).isEqualTo("digger");
    assertThat(text(claim, "index")).isNotEqualTo(text(lower, "index"));
    assertThat(flag(lower, "reproduction", "waits")).isFalse();
  }

  @Test
  void nobodyBuriesAReportUnderAnonymousOnes() {
    Person lab = service.join("hider", List.of("hider"), List.of());
    var claims = new ArrayList<JsonObject>();
    var reports = new ArrayList<JsonObject>();
    for (int i = 0; i <= CASES; i++) {
      claims.add(service.accept(lab.sign(lab.evaluation("hider/m" + i, "quiz", "0.3").build())));
      reports.add(anonymous(claims.getLast()));
    }
    assertThat(reports.stream().filter(one -> flag(one, "report", "waits")))
        .containsExactly(reports.getLast());
    Person reader = service.join("reader", List.of(), List.of());
    JsonObject joined = report(reader, claims.getLast());
    assertThat(text(joined, "index")).isNotEqualTo(text(reports.getLast(), "index"));
    assertThat(flag(reports.getLast(), "report", "waits")).isFalse();
    JsonObject alone =
        service.accept(lab.sign(lab.evaluation("hider/alone", "quiz", "0.3").build()));
    assertThat(flag(report(reader, alone), "report", "waits")).isFalse();
  }

  private static JsonObject anonymous(JsonObject entry) {
    JsonObject said =
        Json.object()
            .put("entry", Person.reference(entry))
            .put("kind", "other")
            .put("text", "Something is wrong.")
            .build();
    Outcome outcome =
        service.bean(ServiceVoice.class).speak(Optional.empty(), StatementType.REPORT, said);
    return outcome instanceof Outcome.Accepted(var answer)
        ? service.read("/v1/entries/" + answer.index().value())
        : fail("Not taken: " + outcome);
  }

  @Test
  void aCaseWithoutACurrentResultSinksAndSaysSo() {
    Person lab = service.join("sinking", List.of(), List.of());
    JsonObject first = impossible(lab, "sinking/withdrawn");
    assertThat(flag(first, "current")).isTrue();
    service.accept(
        lab.sign(
            lab.statement("withdrawal")
                .put("entry", Person.reference(first))
                .put("reason", "a typo")
                .build()));
    assertThat(flag(first, "current")).isFalse();
    assertThat(figure(first, "inconsistent", "priority")).isEqualByComparingTo("0");
  }

  @Test
  void onesOwnJunkDoesNotHideThatAClaimLeads() {
    service.accept(service.operator().sign(service.operator().benchmark("race")));
    for (int i = 0; i < 4; i++) {
      Person other = service.join("racer" + i, List.of(), List.of());
      service.accept(other.sign(other.evaluation("racer" + i + "/m", "race", "0.4").build()));
    }
    Person cheat = service.join("cheat", List.of(), List.of());
    Person friend = service.join("friend", List.of(), List.of());
    for (int i = 0; i < 5; i++) {
      service.accept(cheat.sign(cheat.evaluation("cheat/j" + i, "race", "0.99").build()));
      service.accept(friend.sign(friend.evaluation("friend/j" + i, "race", "0.99").build()));
      service.accept(friend.sign(friend.evaluation("friend/k" + i, "race", "0.995").build()));
    }
    JsonObject claim =
        service.accept(cheat.sign(cheat.evaluation("cheat/m", "race", "0.905").build()));
    // Four of five others, and of twenty more that it does not beat.
    assertThat(figure(claim, "inconsistent", "ahead"))
        .isEqualByComparingTo(new BigDecimal("4").divide(new BigDecimal(25)));
  }

  @Test
  void whereLessIsBetterTheLeastLeadsAndATargetHasNoLeader() {
    service.accept(service.operator().sign(directed("errors", Json.of("lower"))));
    Json target = Json.object().put("target", "0.5").build();
    service.accept(service.operator().sign(directed("middle", target)));
    for (int i = 0; i < 5; i++) {
      Person other = service.join("walker" + i, List.of(), List.of());
      for (String benchmark : List.of("errors", "middle")) {
        service.accept(
            other.sign(other.evaluation("walker" + i + "/" + benchmark, benchmark, "0.6").build()));
      }
    }
    Person runner = service.join("runner", List.of(), List.of());
    JsonObject least =
        service.accept(runner.sign(runner.evaluation("runner/a", "errors", "0.105").build()));
    assertThat(figure(least, "inconsistent", "ahead")).isEqualByComparingTo("0.2");
    JsonObject nearest =
        service.accept(runner.sign(runner.evaluation("runner/b", "middle", "0.905").build()));
    assertThat(figure(nearest, "inconsistent", "ahead")).isEqualByComparingTo("0");
  }

  private static Json directed(String benchmark, Json direction) {
    JsonObject plain = (JsonObject) service.operator().benchmark(benchmark);
    JsonObject metric = (JsonObject) at(plain, "metrics", "0");
    return plain.with("metrics", Json.of(List.of(metric.with("direction", direction))));
  }

  private static JsonObject report(Person by, JsonObject entry) {
    return service.accept(
        by.sign(
            by.statement("report")
                .put("entry", Person.reference(entry))
                .put("kind", "contamination")
                .put("text", "The items are in its training data.")
                .build()));
  }

  private static Person affiliated(String id, String with) {
    Person person = Person.called(id);
    service.accept(person.signWith(person.registration(with), service.operator()));
    return person;
  }

  /** Where nothing was measured beside it: half of 0.2 and a fifth of the weight. */
  private static BigDecimal weight(JsonObject opening) {
    return figure(opening, "report", "priority")
        .multiply(BigDecimal.valueOf(2))
        .subtract(new BigDecimal("0.2"))
        .multiply(BigDecimal.valueOf(5));
  }

  @Test
  void reportsWeighByTheirReportersRecordsAndColleaguesCountOnce() {
    service.accept(service.operator().sign(service.operator().benchmark("lone")));
    Person lab = service.join("reported", List.of(), List.of());
    JsonObject first = lone(lab, "reported/first");
    Person sharp = service.join("sharp", List.of(), List.of());
    JsonObject opening = report(sharp, first);
    assertThat(weight(opening)).isEqualByComparingTo("0.5");
    report(affiliated("sharp-colleague", "sharp"), first);
    report(affiliated("sharp-other", "sharp"), first);
    assertThat(weight(opening)).isEqualByComparingTo("0.5");
    report(service.join("stranger", List.of(), List.of()), first);
    assertThat(weight(opening)).isEqualByComparingTo("1");
    decide(ann, opening, "report", "confirmed", List.of());
    decide(ben, opening, "report", "confirmed", List.of());

    // Right once of once: (1 + 1)/(1 + 2).
    JsonObject second = report(sharp, lone(lab, "reported/second"));
    assertThat(weight(second)).isBetween(new BigDecimal("0.66"), new BigDecimal("0.67"));
    decide(ann, second, "report", "cleared", List.of());
    JsonObject third = report(sharp, lone(lab, "reported/third"));
    assertThat(weight(third)).isEqualByComparingTo("0.5");
  }

  /** The only result of its benchmark version and submitter, possible and not suspicious. */
  private static JsonObject lone(Person by, String model) {
    return service.accept(by.sign(by.evaluation(model, "lone", "0.3").build()));
  }

  @Test
  void aCheckIsRightOncePerCaseWhoeverOfTheReviewersAnswersIt() {
    Person lab = service.join("counted", List.of(), List.of());
    JsonObject opening = impossible(lab, "counted/m");
    decide(ann, opening, "inconsistent", "confirmed", List.of("size", "record"));
    assertThat(precision("size")).isEmpty();
    decide(ben, opening, "inconsistent", "confirmed", List.of("profile", "record"));
    for (String check : List.of("size", "profile", "record")) {
      assertThat(precision(check)).containsExactly("1/0");
    }
    service.accept(
        lab.sign(
            lab.statement("appeal")
                .put("case", Person.reference(opening).with("cause", Json.of("inconsistent")))
                .put("text", "No.")
                .build()));
    JsonArray events =
        (JsonArray)
            at(service.read("/v1/cases/" + text(opening, "index") + "-inconsistent"), "events");
    Json second = events.items().get(2);
    for (Person reviewer : List.of(ann, ben)) {
      JsonObject decision =
          reviewer
              .statement("decision")
              .put("case", Person.reference(opening).with("cause", Json.of("inconsistent")))
              .put("outcome", "cleared")
              .put("rationale", "So it is.")
              .put("checks", Json.ofStrings(List.of("size")))
              .put(
                  "supersedes",
                  Person.reference(service.read("/v1/entries/" + text(second, "index"))))
              .build();
      service.accept(reviewer.sign(decision));
    }
    assertThat(precision("size")).containsExactly("0/1");
    assertThat(precision("profile")).isEmpty();
  }

  @Test
  void theFileHoldsTheWordsUntilATakedownAndAllOfThemPageByPage() {
    Person lab = service.join("wordy", List.of(), List.of());
    JsonObject opening = impossible(lab, "wordy/m");
    String path = "/v1/cases/" + text(opening, "index") + "-inconsistent";
    Json about = Person.reference(opening).with("cause", Json.of("inconsistent"));
    JsonObject reported =
        service.accept(
            ben.sign(
                ben.statement("report")
                    .put("entry", Person.reference(opening))
                    .put("kind", "other")
                    .put("text", "See there.")
                    .put("links", Json.ofStrings(List.of("https://example.org/a")))
                    .build()));
    decide(ann, opening, "inconsistent", "needs-evidence", List.of());
    JsonObject answer =
        service.accept(
            lab.sign(
                lab.statement("answer").put("case", about).put("text", "Here it is.").build()));
    JsonObject file = service.read(path);
    assertThat(text(file, "events", "1", "text")).isEqualTo("So it is.");
    assertThat(text(file, "events", "2", "text")).isEqualTo("Here it is.");
    JsonObject report =
        service.read("/v1/cases/" + text(reported, "index") + "-report/events?limit=1");
    assertThat(text(report, "items", "0", "text")).isEqualTo("See there.");
    assertThat(text(report, "items", "0", "links")).isEqualTo("https://example.org/a");

    JsonObject page = service.read(path + "/events?limit=2");
    assertThat(((JsonArray) at(page, "items")).items()).hasSize(2);
    JsonObject rest = service.read(path + "/events?after=" + text(page, "next"));
    assertThat(text(rest, "items", "0", "index")).isEqualTo(text(answer, "index"));
    assertThat(at(rest, "next")).isEqualTo(Json.ofNull());
    assertThat(service.get("/v1/cases/0-report/events").statusCode()).isEqualTo(404);

    Person operator = service.operator();
    service.accept(
        operator.sign(
            operator
                .statement("takedown")
                .put("entry", Person.reference(answer))
                .put("reason", "by law")
                .build()));
    assertThat(at(service.read(path), "events", "2", "text")).isEqualTo(Json.ofNull());
  }

  @Test
  void aWordOnACaseAboutAKeyRewritesNoneOfItsResults() throws SQLException {
    Person lab = service.join("keyed", List.of(), List.of());
    Person other = service.join("unkeyed", List.of(), List.of());
    service.accept(lab.sign(lab.evaluation("keyed/m", "quiz", "0.35").build()));
    service.accept(other.sign(other.evaluation("unkeyed/m", "quiz", "0.35").build()));
    Person next = lab.withNewKey();
    service.accept(next.signWith(next.registration(), lab));
    Person operator = service.operator();
    JsonObject opening =
        service.accept(
            operator.sign(operator.revocation(lab, Instant.parse("2026-01-01T00:00:00Z"))));
    assertThat(standing("keyed/m")).isEqualTo("under-review");
    assertThat(standing("unkeyed/m")).isEqualTo("signed");
    List<String> rows = versions("key");
    assertThat(rows).hasSize(1);
    service.accept(
        next.sign(
            next.statement("answer")
                .put("case", Person.reference(opening).with("cause", Json.of("key")))
                .put("text", "We looked at all of it.")
                .build()));
    assertThat(versions("key")).isEqualTo(rows);
    service.accept(next.sign(next.evaluation("keyed/later", "quiz", "0.35").build()));
    assertThat(standing("keyed/later")).isEqualTo("signed");
  }

  @Test
  void theRecordOfANamespaceIsNotThatOfOneThatLooksLikeIt() {
    Person under = service.join("under", List.of("a_b"), List.of());
    Person dash = service.join("dash", List.of("a-b"), List.of());
    JsonObject own = impossible(under, "a_b/m");
    decide(ann, impossible(dash, "a-b/one"), "inconsistent", "cleared", List.of());
    impossible(dash, "a-b/two");
    JsonObject file = service.read("/v1/cases/" + text(own, "index") + "-inconsistent");
    assertThat(text(file, "ownerRecord", "cases")).isEqualTo("1");
    assertThat(text(file, "ownerRecord", "cleared")).isEqualTo("0");
    decide(ann, own, "inconsistent", "cleared", List.of());
    file = service.read("/v1/cases/" + text(own, "index") + "-inconsistent");
    assertThat(text(file, "ownerRecord", "cases")).isEqualTo("1");
    assertThat(text(file, "ownerRecord", "cleared")).isEqualTo("1");
  }

  private static String standing(String model) {
    return text(service.read("/v1/scores?model=" + model), "items", "0", "standing");
  }

  /** Which transaction wrote each row last. */
  private static List<String> versions(String cause) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = DATABASE.connect();
        var select =
            connection.prepareStatement(
                """
                select c.xmin::text || ' ' || r.xmin::text
                from review_case_result c
                join result r on r.entry_index = c.entry_index and r.result = c.result
                where c.cause = ?
                order by c.entry_index, c.result
                """)) {
      select.setString(1, cause);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  /** Confirmed and cleared cases of a check, for each month. */
  private static List<String> precision(String check) {
    var found = new ArrayList<String>();
    for (Json row : ((JsonArray) at(service.read("/v1/suspicion/performance"), "items")).items()) {
      if (text(row, "check").equals(check)) {
        found.add(text(row, "confirmed") + "/" + text(row, "cleared"));
      }
    }
    return found;
  }
}

package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Database;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Log;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceKey;
import org.evalledger.submission.Submissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Projections follow from the log: dropped and made again they are the same to the last byte. */
class RebuildTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void allThatCanHappen() {
    service = RunningService.open(DATABASE);
    Person operator = service.operator();
    Person lab = service.join("lab", List.of("lab"), List.of("submitter"));
    Person evaluator = service.join("evaluator", List.of(), List.of("evaluator"));
    JsonObject first = service.accept(lab.sign(evaluation(lab, "lab/one", "0.5")));
    service.accept(lab.sign(correction(lab, first)));
    JsonObject second = service.accept(lab.sign(evaluation(lab, "lab/two", "0.555")));
    service.accept(lab.sign(naming(lab, "withdrawal", second)));
    JsonObject third = service.accept(evaluator.sign(evaluation(evaluator, "lab/one", "0.4")));
    service.accept(operator.sign(naming(operator, "takedown", third)));
    service.accept(lab.sign(lab.benchmark("lab/quiz")));
    service.accept(evaluator.signWith(evaluation(evaluator, "lab/three", "0.61"), lab));
    Person next = lab.withNewKey();
    service.accept(next.signWith(next.registration(), lab));
    service.accept(operator.sign(operator.revocation(lab, Instant.parse("2026-01-01T00:00:00Z"))));
    service.accept(next.sign(evaluation(next, "lab/four", "0.62")));
    laterTypes(operator, next);
    Person asking = Person.called("asking");
    service.post("/v1/key-requests", asking.sign(asking.registration()));
  }

  private static void laterTypes(Person operator, Person lab) {
    ServiceKey key = service.bean(ServiceKey.class);
    Person self = new Person("service", key.key());
    service.accept(self.signWith(self.registration(), operator));
    service.accept(operator.sign(operator.grant("service", List.of(), List.of("service"))));
    Json thresholds = Json.object().put("watch", "0.8").put("flagged", "0.9").build();
    service.accept(
        operator.sign(operator.statement("policy").put("thresholds", thresholds).build()));
    service.accept(
        lab.sign(
            lab.statement("model").put("model", "lab/four").put("parameters", 1_000_000L).build()));
    JsonObject last = service.accept(lab.sign(evaluation(lab, "lab/five", "0.63")));
    var entry =
        new EntryReference(
            new EntryIndex(Long.parseLong(text(last, "index"))),
            Sha256.ofHex(text(last, "leafHash")));
    assertThat(service.bean(Submissions.class).reassess(entry))
        .isInstanceOf(Outcome.Accepted.class);
    cases(lab);
  }

  /** 612.1 of 1,000 samples are no whole number: a case, confirmed by two and appealed. */
  private static void cases(Person lab) {
    Person ann = service.join("ann", List.of(), List.of("reviewer"));
    Person ben = service.join("ben", List.of(), List.of("reviewer"));
    JsonObject opening = service.accept(lab.sign(evaluation(lab, "lab/six", "0.6121")));
    Json about = named(opening).with("cause", Json.of("inconsistent"));
    for (Person reviewer : List.of(ann, ben)) {
      service.accept(
          reviewer.sign(
              reviewer
                  .statement("decision")
                  .put("case", about)
                  .put("outcome", "confirmed")
                  .put("rationale", "612.1 samples")
                  .build()));
    }
    service.accept(lab.sign(lab.statement("appeal").put("case", about).put("text", "No").build()));
    service.accept(
        ben.sign(
            ben.statement("report")
                .put("entry", named(opening))
                .put("kind", "other")
                .put("text", "It is odd.")
                .build()));
    JsonObject other = service.accept(lab.sign(evaluation(lab, "lab/seven", "0.6122")));
    service.accept(
        lab.sign(
            lab.statement("answer")
                .put("case", named(other).with("cause", Json.of("inconsistent")))
                .put("text", "A typing error.")
                .build()));
    assertThat(text(service.read("/v1/scores?model=lab/six"), "items", "0", "standing"))
        .isEqualTo("disputed");
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Json evaluation(Person by, String model, String value) {
    return by.evaluation(model, "quiz", value).build();
  }

  private static JsonObject named(JsonObject answer) {
    return Person.reference(answer);
  }

  private static Json naming(Person by, String type, JsonObject answer) {
    return by.statement(type).put("entry", named(answer)).put("reason", "so it is").build();
  }

  private static Json correction(Person lab, JsonObject first) {
    Json result =
        Person.result("quiz", "0.6")
            .put("supersedes", named(first).with("result", Json.of(0)))
            .build();
    return lab.evaluation("lab/one", "quiz", "0.6")
        .put("results", Json.of(List.of(result)))
        .build();
  }

  @Test
  void everyTableIsTheSameToTheLastByte() throws SQLException {
    assertThat(column("select distinct type from entry"))
        .as("all types there are")
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(StatementType.values()).map(StatementType::word).toList());
    SortedMap<String, List<String>> before = dump();
    assertThat(column("select model from result where key_doubted")).hasSize(4);
    execute("delete from result where entry_index % 2 = 0");
    execute("update result set superseded_by = null, withdrawn_by = 0, key_doubted = false");
    execute("update entry set type = 'x', erased_by = null, key_doubted = not key_doubted");
    execute("delete from known_envelope");
    execute("update result set review = null where review is not null");
    execute("update review_case set harm = 1, waits = not waits, crowd = null");
    execute("delete from entry_kid where entry_index % 2 = 0");
    execute("update check_precision set confirmed = 7");
    assertThat(before.get("model")).hasSize(7);
    assertThat(before.get("search_term")).hasSizeGreaterThan(8);
    assertThat(before.get("unseeded_settings")).isNotEmpty();
    execute("update model set first_entry = first_entry + 1000, access = null");
    execute("delete from search_term where kind = 'submitter'");
    execute("delete from unseeded_settings");
    assertThat(dump()).isNotEqualTo(before);

    try (var connection = service.bean(Database.class).ownConnection()) {
      service.bean(Log.class).rebuild(connection, done -> {});
    }

    assertThat(dump()).isEqualTo(before);
    assertThat(before.get("key_request")).as("working state is left alone").hasSize(1);
    assertThat(service.audit()).isZero();
  }

  /** All rows of all tables, every column, ordered; log and working state too. */
  private static SortedMap<String, List<String>> dump() throws SQLException {
    var dump = new TreeMap<String, List<String>>();
    for (String table :
        column(
            """
            select c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind in ('r', 'p')
            and not c.relispartition
            """)) {
      dump.put(table, column("select t::text from " + table + " t order by 1"));
    }
    return dump;
  }

  private static List<String> column(String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

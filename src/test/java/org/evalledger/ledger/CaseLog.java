package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evalledger.TestLedger.EVALUATOR;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestStatements.decision;
import static org.evalledger.TestStatements.evaluation;
import static org.evalledger.TestStatements.onCase;
import static org.evalledger.TestStatements.report;
import static org.evalledger.TestStatements.superseding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.Decision.Outcome;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.SubmitterId;

/** A ledger in memory with reviewers, for tests of what they and others do on cases. */
final class CaseLog {
  static final SigningKey ANN = TestLedger.key(21);
  static final SigningKey BEN = TestLedger.key(22);
  static final SigningKey CARL = TestLedger.key(24);

  private final TestLedger log = TestLedger.founded();
  private int said;

  /** Reviewers {@code ann}, {@code ben} and {@code carl}, each of an organisation of its own. */
  CaseLog() {
    join("ann", ANN, "ann");
    join("ben", BEN, "ben");
    join("carl", CARL, "carl");
    grant("service", "service", "service");
  }

  TestLedger log() {
    return log;
  }

  /** Registers a reviewer. */
  void join(String id, SigningKey key, String organisation, String... affiliations) {
    register(id, key, organisation, affiliations);
    grant(id, "of-" + id, "reviewer");
  }

  void register(String id, SigningKey key, String organisation, String... affiliations) {
    PublicKey publicKey = key.publicKey();
    JsonObject named =
        ((JsonObject)
                Edit.set(
                    TestStatements.register(id, publicKey), "/organisation", Json.of(organisation)))
            .with("affiliations", Json.ofStrings(List.of(affiliations)));
    accept(named, key, OPERATOR);
  }

  void grant(String id, String namespace, String role) {
    accept(TestStatements.grant("operator", id, namespace, role), OPERATOR);
  }

  /** What is said again must not be the same to the letter. */
  private JsonObject anew(JsonObject statement) {
    said++;
    return statement.with(
        "issuedAt", Json.of("2026-01-03T00:%02d:%02dZ".formatted(said / 60, said % 60)));
  }

  EntryReference accept(JsonObject statement, SigningKey... signers) {
    return log.reference(log.append(anew(statement), signers));
  }

  void refuses(String words, JsonObject statement, SigningKey... signers) {
    assertThatThrownBy(() -> log.append(anew(statement), signers)).hasMessageContaining(words);
  }

  /** An evaluation by the lab with these values, one result each. */
  static JsonObject scoring(String... values) {
    JsonObject one = evaluation("lab", "lab/one", 1, values[0]);
    JsonObject result = result(one);
    return one.with(
        "results",
        Json.of(
            IntStream.range(0, values.length)
                .mapToObj(
                    i ->
                        (Json)
                            result
                                .with("value", Json.of(values[i]))
                                .with("filter", Json.of("filter-" + i)))
                .toList()));
  }

  private static JsonObject result(JsonObject evaluation) {
    return evaluation.get("results") instanceof Json.JsonArray(var items)
            && items.getFirst() instanceof JsonObject result
        ? result
        : Json.object().build();
  }

  /** The same, where result {@code i} supersedes that of {@code earlier}. */
  static JsonObject superseded(JsonObject evaluation, int i, EntryReference earlier) {
    JsonObject named =
        Json.object()
            .put("index", earlier.index().value())
            .put("leafHash", earlier.leafHash().hex())
            .put("result", i)
            .build();
    return (JsonObject) Edit.set(evaluation, "/results/" + i + "/supersedes", named);
  }

  EntryReference lab(String... values) {
    return accept(scoring(values), LAB);
  }

  EntryReference reported(EntryReference entry, Integer... results) {
    JsonObject report = report("evaluator", entry);
    return accept(
        results.length == 0
            ? report
            : report.with(
                "results", Json.of(Stream.of(results).map(i -> Json.of(i.longValue())).toList())),
        EVALUATOR);
  }

  EntryReference says(
      String by, SigningKey key, EntryReference opening, String cause, String outcome) {
    JsonObject decision =
        decision(by, opening, cause, outcome)
            .with("through", Json.of(find(opening, cause).through().value()));
    var voice = new Voice(new SubmitterId(by), null, by, new TreeSet<>());
    var word = Outcome.valueOf(outcome.replace('-', '_').toUpperCase(Locale.ROOT));
    Optional<EntryReference> supersedes =
        find(opening, cause).proceedings().superseded(voice, word);
    return accept(supersedes.map(one -> superseding(decision, one)).orElse(decision), key);
  }

  EntryReference confirmed(EntryReference opening, String cause) {
    says("ann", ANN, opening, cause, "confirmed");
    return says("ben", BEN, opening, cause, "confirmed");
  }

  EntryReference answers(EntryReference opening, String cause) {
    return accept(onCase("answer", "lab", opening, cause), LAB);
  }

  EntryReference appeals(EntryReference opening, String cause) {
    return accept(onCase("appeal", "lab", opening, cause), LAB);
  }

  Case find(EntryReference opening, String cause) {
    return log.ledger()
        .cases()
        .find(new CaseId(opening.index(), Cause.of(cause).orElseThrow()))
        .orElseThrow();
  }

  /** What the newest entry touched, as words. */
  String touched() {
    return log.ledger().cases().touched().toString();
  }

  /** The standing that cases give to one result. */
  Optional<CaseStanding> standing(EntryReference entry, int result) {
    return log.ledger().cases().standing(log.read(entry.index()), result);
  }
}

package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.TestLedger.EVALUATOR;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.LAB_ROTATED;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestLedger.STRANGER;
import static org.evalledger.ledger.Signatures.introduced;
import static org.evalledger.ledger.Signatures.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.Relation;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Evaluation;
import org.junit.jupiter.api.Test;

/** Who may say what: each rule of the design's §5, on the state before the entry. */
class AuthorityTest {
  private final TestLedger log = TestLedger.founded();

  private static JsonObject evaluation(String submitter) {
    return TestStatements.evaluation(submitter, "lab/one", 1, "0.5");
  }

  private void allows(Signed signed) {
    assertThat(Authority.refusal(log.ledger(), signed)).isEmpty();
  }

  private void forbids(Signed signed, String words) {
    assertThat(Authority.refusal(log.ledger(), signed).orElseThrow())
        .isInstanceOfSatisfying(
            Ruling.Forbidden.class, forbidden -> assertThat(forbidden.detail()).contains(words));
  }

  private void rejects(Signed signed, Ruling.Rule rule) {
    assertThat(Authority.refusal(log.ledger(), signed).orElseThrow())
        .isInstanceOfSatisfying(
            Ruling.Unauthorised.class,
            unauthorised -> assertThat(unauthorised.rule()).isEqualTo(rule));
  }

  @Test
  void entryZeroIsTheOperatorsOwnKeyAlone() {
    Ledger empty = Ledger.empty(TestLedger.ORIGIN, OPERATOR.kid());
    Json own = TestStatements.register("operator", OPERATOR.publicKey());
    assertThat(Authority.refusal(empty, introduced(own, OPERATOR))).isEmpty();
    Json other = TestStatements.register("operator", LAB.publicKey());
    assertThat(Authority.refusal(empty, introduced(other, LAB)).orElseThrow())
        .isInstanceOf(Ruling.Forbidden.class);
    assertThat(Authority.refusal(empty, introduced(other, LAB, OPERATOR)).orElseThrow())
        .isInstanceOf(Ruling.Unauthorised.class);
    assertThat(Authority.refusal(empty, signed(evaluation("operator"), OPERATOR)).orElseThrow())
        .isInstanceOf(Ruling.Unauthorised.class);
  }

  @Test
  void aStatementNeedsAKeyOfItsSubmitter() {
    allows(signed(evaluation("lab"), LAB));
    allows(signed(evaluation("lab"), EVALUATOR, LAB));
    forbids(signed(evaluation("lab"), EVALUATOR), "submitter \"lab\"");
    forbids(signed(evaluation("lab"), OPERATOR), "submitter \"lab\"");
    rejects(signed(evaluation("lab"), STRANGER), Ruling.Rule.UNKNOWN_KEY);
    rejects(signed(evaluation("lab"), LAB, STRANGER), Ruling.Rule.UNKNOWN_KEY);
  }

  @Test
  void aStatementNamesThisLedger() {
    Json elsewhere = Edit.set(evaluation("lab"), "/ledgers", "[\"elsewhere.example/log\"]");
    forbids(signed(elsewhere, LAB), "elsewhere.example/log");
    Json both =
        Edit.set(
            evaluation("lab"),
            "/ledgers",
            "[\"elsewhere.example/log\",\"ledger.example.org/log\"]");
    allows(signed(both, LAB));
  }

  @Test
  void aRevokedKeySignsNothingNewAndItsSubmitterGoesOn() {
    log.append(TestStatements.register("lab", LAB_ROTATED.publicKey()), LAB_ROTATED, LAB);
    log.append(TestStatements.revoke("lab", LAB.publicKey()), LAB_ROTATED);
    rejects(signed(evaluation("lab"), LAB), Ruling.Rule.REVOKED_KEY);
    rejects(signed(evaluation("lab"), LAB_ROTATED, LAB), Ruling.Rule.REVOKED_KEY);
    allows(signed(evaluation("lab"), LAB_ROTATED));
    Json third = TestStatements.register("lab", STRANGER.publicKey());
    rejects(introduced(third, STRANGER, LAB), Ruling.Rule.REVOKED_KEY);
  }

  @Test
  void aNewSubmittersKeyNeedsTheOperator() {
    Json newcomer = TestStatements.register("newcomer", STRANGER.publicKey());
    allows(introduced(newcomer, STRANGER, OPERATOR));
    forbids(introduced(newcomer, STRANGER), "/v1/key-requests");
    forbids(introduced(newcomer, STRANGER, LAB), "/v1/key-requests");
    forbids(signed(newcomer, OPERATOR), "signed by the new key itself");
    rejects(signed(newcomer, STRANGER, OPERATOR), Ruling.Rule.UNKNOWN_KEY);
  }

  @Test
  void aFurtherKeyTakesOneOfTheSameSubmitterAndTheSameOrganisation() {
    JsonObject further = TestStatements.register("lab", LAB_ROTATED.publicKey());
    allows(introduced(further, LAB_ROTATED, LAB));
    forbids(introduced(further, LAB_ROTATED, EVALUATOR), "an active key of \"lab\"");
    Json renamed = further.with("organisation", Json.of("another"));
    forbids(introduced(renamed, LAB_ROTATED, LAB), "changes organisation");
    Json affiliated = further.with("affiliations", Json.ofStrings(List.of("another")));
    forbids(introduced(affiliated, LAB_ROTATED, LAB), "changes organisation");
    allows(introduced(renamed, LAB_ROTATED, OPERATOR));
    allows(introduced(affiliated, LAB_ROTATED, LAB, OPERATOR));
  }

  @Test
  void theOperatorAloneGrants() {
    allows(signed(TestStatements.grant("operator", "lab", "more", "reviewer"), OPERATOR));
    forbids(signed(TestStatements.grant("lab", "lab", "more", "reviewer"), LAB), "\"operator\"");
    log.append(TestStatements.grant("operator", "evaluator", "x", "operator"), OPERATOR);
    forbids(
        signed(TestStatements.grant("evaluator", "lab", "more", "reviewer"), EVALUATOR),
        "\"operator\"");
    log.pass(Ledger.OPERATOR_WAIT);
    log.append(evaluation("lab"), LAB);
    allows(signed(TestStatements.grant("evaluator", "lab", "more", "reviewer"), EVALUATOR));
  }

  @Test
  void anOperatorsFurtherKeyWaits() {
    log.append(TestStatements.register("operator", STRANGER.publicKey()), STRANGER, OPERATOR);
    Json deed = TestStatements.grant("operator", "lab", "more", "reviewer");
    rejects(signed(deed, STRANGER), Ruling.Rule.WAITING_KEY);
    rejects(signed(deed, OPERATOR, STRANGER), Ruling.Rule.WAITING_KEY);
    allows(signed(deed, OPERATOR));
    allows(signed(TestStatements.revoke("operator", STRANGER.publicKey()), OPERATOR));
    Ledger registered = log.ledger();
    Instant effective = registered.time().plus(Duration.ofDays(3));
    assertThat(registered.key(STRANGER.kid()).orElseThrow().effectiveFrom()).isEqualTo(effective);
    Signed signed = signed(deed, STRANGER);
    assertThat(Authority.refusal(registered.at(effective.minusMillis(1)), signed)).isPresent();
    assertThat(Authority.refusal(registered.at(effective), signed)).isEmpty();
  }

  @Test
  void aKeyIsRevokedByItsSubmitterOrTheOperator() {
    allows(signed(TestStatements.revoke("lab", LAB.publicKey()), LAB));
    allows(signed(TestStatements.revoke("operator", LAB.publicKey()), OPERATOR));
    forbids(signed(TestStatements.revoke("evaluator", LAB.publicKey()), EVALUATOR), "\"operator\"");
    forbids(signed(TestStatements.revoke("lab", STRANGER.publicKey()), LAB), "\"operator\"");
  }

  @Test
  void aBenchmarkIsRegisteredByWhoOwnsItsNamespace() {
    allows(signed(TestStatements.benchmark("operator", "built-in"), OPERATOR));
    forbids(signed(TestStatements.benchmark("lab", "built-in"), LAB), "without namespace");
    allows(signed(TestStatements.benchmark("lab", "lab/quiz"), LAB));
    forbids(signed(TestStatements.benchmark("evaluator", "lab/quiz"), EVALUATOR), "\"lab\"");
    forbids(signed(TestStatements.benchmark("operator", "lab/quiz"), OPERATOR), "\"lab\"");
    log.append(TestStatements.grant("operator", "lab", "other", "submitter"), OPERATOR);
    forbids(signed(TestStatements.benchmark("lab", "lab/quiz"), LAB), "not granted");
  }

  @Test
  void theOperatorAloneTakesDown() {
    allows(signed(TestStatements.takedown("operator", log.reference(2)), OPERATOR));
    forbids(signed(TestStatements.takedown("lab", log.reference(2)), LAB), "\"operator\"");
  }

  @Test
  void theFirstRelationThatAppliesIsTheRelation() {
    assertThat(relation(evaluation("lab"), LAB)).isEqualTo(Relation.FIRST_PARTY);
    assertThat(relation(evaluation("evaluator"), EVALUATOR)).isEqualTo(Relation.THIRD_PARTY);
    assertThat(relation(evaluation("lab"), LAB, EVALUATOR)).isEqualTo(Relation.COLLABORATIVE);
    assertThat(relation(evaluation("evaluator"), EVALUATOR, LAB)).isEqualTo(Relation.COLLABORATIVE);
    assertThat(relation(evaluation("evaluator"), EVALUATOR, OPERATOR))
        .isEqualTo(Relation.THIRD_PARTY);
    Json passedOn = Edit.set(evaluation("lab"), "/source", source());
    assertThat(relation(passedOn, LAB)).isEqualTo(Relation.COLLECTED);
    assertThat(relation(passedOn, LAB, EVALUATOR)).isEqualTo(Relation.COLLECTED);
    log.append(TestStatements.register("lab", LAB_ROTATED.publicKey()), LAB_ROTATED, LAB);
    assertThat(relation(evaluation("lab"), LAB, LAB_ROTATED))
        .as("two keys of one submitter are one submitter")
        .isEqualTo(Relation.FIRST_PARTY);
  }

  @Test
  void whoeverIsAffiliatedWithTheOwnerCountsAsTheOwner() {
    JsonObject friend = TestStatements.register("friend", STRANGER.publicKey());
    log.append(friend.with("affiliations", Json.ofStrings(List.of("lab"))), STRANGER, OPERATOR);
    assertThat(relation(evaluation("friend"), STRANGER)).isEqualTo(Relation.FIRST_PARTY);
    assertThat(relation(evaluation("lab"), LAB, STRANGER)).isEqualTo(Relation.FIRST_PARTY);
    assertThat(relation(evaluation("friend"), STRANGER, EVALUATOR))
        .isEqualTo(Relation.COLLABORATIVE);
    Json stranger = Edit.set(evaluation("friend"), "/model/id", "\"nobody/one\"");
    assertThat(relation(stranger, STRANGER)).isEqualTo(Relation.THIRD_PARTY);
  }

  private static Json source() {
    return Json.object()
        .put("url", "https://example.org/results.json")
        .put("publishedAt", Json.object().put("unknown", "").build())
        .put("retrievedAt", "2026-01-01T00:00:00Z")
        .put("sha256", "0".repeat(64))
        .put("claimedBy", "somebody")
        .build();
  }

  private Relation relation(Json evaluation, SigningKey... signers) {
    Signed signed = signed(evaluation, signers);
    return Authority.relation(log.ledger(), signed, (Evaluation) signed.statement());
  }

  @Test
  void rulesAboutMembersWithFaultsDoNotSpeak() {
    Signed signed = signed(evaluation("lab"), EVALUATOR);
    Fault elsewhere = new Fault("/results/0/value", "");
    assertThat(Authority.refusal(log.ledger(), signed, List.of(elsewhere)).orElseThrow())
        .isInstanceOf(Ruling.Forbidden.class);
    for (String member : List.of("/submitter", "/ledgers/0", "/ledgers")) {
      var faults = List.of(elsewhere, new Fault(member, ""));
      assertThat(Authority.refusal(log.ledger(), signed, faults)).as(member).isEmpty();
    }
    Signed unknown = signed(evaluation("lab"), STRANGER);
    assertThat(
            Authority.refusal(log.ledger(), unknown, List.of(new Fault("/submitter", "")))
                .orElseThrow())
        .isInstanceOf(Ruling.Unauthorised.class);
    assertThat(Authority.refusal(log.ledger(), List.of(LAB.kid(), STRANGER.kid()))).isPresent();
    assertThat(Authority.refusal(log.ledger(), List.of(LAB.kid()))).isEmpty();
  }
}

package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evalledger.TestLedger.EVALUATOR;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestLedger.SERVICE;
import static org.evalledger.TestStatements.decision;
import static org.evalledger.TestStatements.evaluation;
import static org.evalledger.TestStatements.onBehalf;
import static org.evalledger.TestStatements.onCase;
import static org.evalledger.TestStatements.report;
import static org.evalledger.TestStatements.superseding;

import java.util.List;
import java.util.Optional;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.EntryReference;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which entries open a case, who may say what on it, and what becomes of the results. */
class CasesTest {
  private static final SigningKey ANN = TestLedger.key(21);
  private static final SigningKey BEN = TestLedger.key(22);
  private static final SigningKey COLLEAGUE = TestLedger.key(23);

  private final TestLedger log = TestLedger.founded();
  private EntryReference opening = log.reference(0);
  private String cause = "inconsistent";

  /** 612.1 of 1,000 samples are no whole number. */
  @BeforeEach
  void anImpossibleResultOpensACase() {
    join("ann", ANN);
    join("ben", BEN);
    log.append(
        (JsonObject)
            Edit.set(
                TestStatements.register("colleague", COLLEAGUE.publicKey()),
                "/organisation",
                "\"ann\""),
        COLLEAGUE,
        OPERATOR);
    log.append(TestStatements.grant("operator", "colleague", "none", "reviewer"), OPERATOR);
    log.append(TestStatements.grant("operator", "service", "service", "service"), OPERATOR);
    opening = log.reference(log.append(evaluation("lab", "lab/one", 1, "0.6121"), LAB));
    assertThat(standing()).contains(CaseStanding.UNDER_REVIEW);
  }

  private void join(String id, SigningKey key) {
    log.append(TestStatements.register(id, key.publicKey()), key, OPERATOR);
    log.append(TestStatements.grant("operator", id, "of-" + id, "reviewer"), OPERATOR);
  }

  private Case found() {
    CaseId id = CaseId.parse(opening.index().value() + "-" + cause).orElseThrow();
    return log.ledger().cases().find(id).orElseThrow();
  }

  private Optional<CaseStanding> standing() {
    return found().standing();
  }

  private CaseState state() {
    return found().proceedings().state();
  }

  private JsonObject says(String by, String outcome) {
    return decision(by, opening, cause, outcome);
  }

  private EntryReference accept(JsonObject statement, SigningKey... signers) {
    return log.reference(log.append(statement, signers));
  }

  private void refuses(String words, JsonObject statement, SigningKey... signers) {
    assertThatThrownBy(() -> log.append(statement, signers)).hasMessageContaining(words);
  }

  private EntryReference confirmed() {
    accept(says("ann", "confirmed"), ANN);
    return accept(says("ben", "confirmed"), BEN);
  }

  @Test
  void aPlausibleResultOpensNone() {
    int before = log.ledger().cases().all().size();
    log.append(evaluation("lab", "lab/one", 2, "0.612"), LAB);
    assertThat(log.ledger().cases().all()).hasSize(before);
    assertThat(log.ledger().cases().touched()).isEmpty();
  }

  @Test
  void theThresholdIsThatOfVerdictsAndThePolicyMovesIt() {
    assertThat(Cases.ALERT.doubleValue()).isEqualTo(Thresholds.BUILT_IN.flagged());
    log.append(TestStatements.policy("operator", "0.000001", "0.000001"), OPERATOR);
    log.append(evaluation("evaluator", "x/y", 1, "0.3"), EVALUATOR);
    log.append(evaluation("evaluator", "x/z", 1, "0.9"), EVALUATOR);
    assertThat(log.ledger().cases().touched().toString()).contains("-suspicion");
    assertThat(log.ledger().cases().touched()).hasSize(1);
  }

  @Test
  void aLowerIndependentResultOpensOneAboutTheClaim() {
    EntryReference claim = accept(evaluation("lab", "lab/big", 7, "0.9"), LAB);
    opening = accept(evaluation("evaluator", "lab/big", 7, "0.4"), EVALUATOR);
    cause = "reproduction";
    assertThat(found().group().entries()).containsExactly(claim.index());
    assertThat(found().opposing().entries()).containsExactly(opening.index());
    log.append(TestStatements.grant("operator", "evaluator", "none", "reviewer"), OPERATOR);
    refuses("own organisation", says("evaluator", "confirmed"), EVALUATOR);
    EntryReference later = accept(evaluation("lab", "lab/big", 8, "0.91"), LAB);
    assertThat(log.ledger().cases().touched().toString())
        .contains(later.index().value() + "-reproduction");
  }

  @Test
  void aReproductionThatHoldsOpensNone() {
    accept(evaluation("lab", "lab/big", 7, "0.5"), LAB);
    accept(evaluation("evaluator", "lab/big", 7, "0.49"), EVALUATOR);
    assertThat(log.ledger().cases().touched()).isEmpty();
  }

  @Test
  void oneConfirmationDisputesAndTheSecondRefutes() {
    accept(says("ann", "confirmed"), ANN);
    assertThat(standing()).contains(CaseStanding.DISPUTED);
    assertThat(state()).isEqualTo(CaseState.OPEN);
    accept(says("ben", "confirmed"), BEN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
    assertThat(state()).isEqualTo(CaseState.DECIDED);
  }

  @Test
  void oneReviewerClears() {
    accept(says("ann", "cleared"), ANN);
    assertThat(standing()).isEmpty();
    assertThat(state()).isEqualTo(CaseState.DECIDED);
  }

  @Test
  void onePairOfEyesConfirmsNothing() {
    EntryReference first = accept(says("ann", "confirmed"), ANN);
    refuses("Conflict", says("ann", "confirmed"), ANN);
    accept(superseding(says("ann", "confirmed"), first), ANN);
    assertThat(standing()).contains(CaseStanding.DISPUTED);
    refuses("of another", says("colleague", "confirmed"), COLLEAGUE);
  }

  @Test
  void twoSignedInReviewersNeedOneWithAKey() {
    accept(onBehalf(says("service", "confirmed"), "p1", "evaluator", "reviewer"), SERVICE);
    refuses(
        "key of its own",
        onBehalf(says("service", "confirmed"), "p2", "operator", "reviewer"),
        SERVICE);
    accept(says("ben", "confirmed"), BEN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
  }

  @Test
  void onlyTheServiceSpeaksForOthersAndOnlyForReviewers() {
    refuses(
        "speak on somebody's behalf",
        onBehalf(says("ann", "cleared"), "p1", "one", "reviewer"),
        ANN);
    refuses(
        "without role", onBehalf(says("service", "cleared"), "p1", "one", "submitter"), SERVICE);
    refuses("decide on a case", says("service", "cleared"), SERVICE);
    refuses("decide on a case", says("evaluator", "cleared"), EVALUATOR);
    refuses(
        "own organisation", onBehalf(says("service", "cleared"), "p1", "lab", "reviewer"), SERVICE);
  }

  @Test
  void nobodyDecidesOnItsOwnOrganisation() {
    log.append(TestStatements.grant("operator", "lab", "lab", "reviewer"), OPERATOR);
    refuses("own organisation", says("lab", "cleared"), LAB);
    JsonObject together = evaluation("lab", "lab/together", 5, "0.6123");
    opening = accept(together, LAB, ANN);
    refuses("own organisation", says("ann", "cleared"), ANN);
    refuses("own organisation", says("colleague", "cleared"), COLLEAGUE);
    accept(says("ben", "cleared"), BEN);
  }

  @Test
  void whoReportsDoesNotDecide() {
    opening = accept(report("ann", opening), ANN);
    cause = "report";
    refuses("own organisation", says("ann", "confirmed"), ANN);
    accept(says("ben", "cleared"), BEN);
  }

  @Test
  void aDecidedCaseIsDecidedAnewOnlyByNamingTheDecision() {
    EntryReference cleared = accept(says("ann", "cleared"), ANN);
    refuses("Conflict", says("ben", "confirmed"), BEN);
    refuses("/supersedes", superseding(says("ben", "confirmed"), opening), BEN);
    accept(superseding(says("ben", "confirmed"), cleared), BEN);
    assertThat(standing()).contains(CaseStanding.DISPUTED);
    refuses("/supersedes", superseding(says("ann", "confirmed"), opening), ANN);
    accept(superseding(says("ann", "confirmed"), cleared), ANN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
  }

  @Test
  void aDecisionOnAnOpenCaseSupersedesNothing() {
    refuses("leave it out", superseding(says("ann", "cleared"), opening), ANN);
  }

  @Test
  void whatTwoConfirmedNoSingleOneClears() {
    EntryReference second = confirmed();
    EntryReference first = accept(superseding(says("ann", "cleared"), second), ANN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
    refuses("/supersedes", superseding(says("ben", "cleared"), first), BEN);
    accept(superseding(says("ben", "cleared"), second), BEN);
    assertThat(standing()).isEmpty();
  }

  @Test
  void whatOneConfirmedNoOtherClearsAlone() {
    accept(says("ann", "confirmed"), ANN);
    EntryReference clearing = accept(says("ben", "cleared"), BEN);
    assertThat(standing()).contains(CaseStanding.DISPUTED);
    accept(superseding(says("ben", "confirmed"), clearing), BEN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
  }

  @Test
  void theLabIsAskedAndAnswers() {
    accept(says("ann", "needs-evidence"), ANN);
    assertThat(state()).isEqualTo(CaseState.WAITING_FOR_LAB);
    refuses("Only the submitter", onCase("answer", "evaluator", opening, cause), EVALUATOR);
    accept(onCase("answer", "lab", opening, cause), LAB);
    assertThat(state()).isEqualTo(CaseState.OPEN);
    assertThat(standing()).contains(CaseStanding.UNDER_REVIEW);
    accept(says("ann", "cleared"), ANN);
    refuses("decided", answerOfAMemberOf("lab"), SERVICE);
  }

  private JsonObject answerOfAMemberOf(String organisation) {
    return onBehalf(
        onCase("answer", "service", opening, cause), "member", organisation, "submitter");
  }

  @Test
  void aMemberOfTheLabAnswersThroughTheService() {
    refuses("Only the submitter", answerOfAMemberOf("evaluator"), SERVICE);
    accept(answerOfAMemberOf("lab"), SERVICE);
  }

  @Test
  void aConfirmedCaseIsAppealedOnce() {
    refuses("Only a confirmed case", onCase("appeal", "lab", opening, cause), LAB);
    EntryReference second = confirmed();
    refuses("Only the submitter", onCase("appeal", "ben", opening, cause), BEN);
    accept(onCase("appeal", "lab", opening, cause), LAB);
    assertThat(standing()).contains(CaseStanding.DISPUTED);
    assertThat(state()).isEqualTo(CaseState.OPEN);
    accept(superseding(says("ann", "confirmed"), second), ANN);
    accept(superseding(says("ben", "confirmed"), second), BEN);
    assertThat(standing()).contains(CaseStanding.REFUTED);
    JsonObject appeal =
        onCase("appeal", "lab", opening, cause).with("issuedAt", Json.of("2026-01-02T00:00:00Z"));
    refuses("appealed once", appeal, LAB);
  }

  @Test
  void reportsGatherOnOneCaseAndNobodyReportsTwice() {
    EntryReference entry = opening;
    opening = accept(report("ben", entry), BEN);
    cause = "report";
    accept(report("evaluator", entry), EVALUATOR);
    refuses(
        "Conflict",
        report("evaluator", entry).with("issuedAt", Json.of("2026-01-02T00:00:00Z")),
        EVALUATOR);
    assertThat(found().reports()).hasSize(2);
    assertThat(log.ledger().cases().about(entry.index())).hasSize(2);
    accept(says("ann", "cleared"), ANN);
    EntryReference next =
        accept(
            report("evaluator", entry).with("issuedAt", Json.of("2026-01-03T00:00:00Z")),
            EVALUATOR);
    assertThat(log.ledger().cases().touched())
        .containsExactly(CaseId.parse(next.index().value() + "-report").orElseThrow());
  }

  @Test
  void referencesAreChecked() {
    refuses("There is no case", decision("ann", log.reference(0), "report", "cleared"), ANN);
    EntryReference forged = new EntryReference(opening.index(), log.reference(0).leafHash());
    refuses("/case/leafHash", decision("ann", forged, cause, "cleared"), ANN);
    refuses("want evaluation", report("ann", log.reference(0)), ANN);
    refuses(
        "/results/1",
        report("ann", opening).with("results", Json.of(List.of(Json.of(0), Json.of(1)))),
        ANN);
  }
}

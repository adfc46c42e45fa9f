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
import static org.evalledger.TestStatements.report;
import static org.evalledger.ledger.CaseLog.ANN;
import static org.evalledger.ledger.CaseLog.BEN;
import static org.evalledger.ledger.CaseLog.CARL;
import static org.evalledger.ledger.CaseLog.scoring;
import static org.evalledger.ledger.CaseLog.superseded;

import java.util.Optional;
import org.evalledger.Edit;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.EntryReference;
import org.junit.jupiter.api.Test;

/** Which results a case is about, and which it never comes to be about. */
class CaseGatheringTest {
  private final CaseLog log = new CaseLog();

  @Test
  void aReportNeverReachesAVoteThatWasGivenWithoutIt() {
    EntryReference entry = log.lab("0.6", "0.61", "0.62");
    EntryReference first = log.reported(entry, 1);
    log.confirmed(first, "report");
    assertThat(log.standing(entry, 1)).contains(CaseStanding.REFUTED);
    log.says("carl", CARL, first, "report", "cleared");
    EntryReference second = log.reported(entry);
    assertThat(log.touched()).contains(second.index().value() + "-report");
    assertThat(log.standing(entry, 0)).isEmpty();
    assertThat(log.standing(entry, 2)).isEmpty();
    assertThat(log.standing(entry, 1)).contains(CaseStanding.REFUTED);
  }

  @Test
  void oneConfirmationIsNoneOfWhatIsReportedLater() {
    EntryReference entry = log.lab("0.6", "0.61");
    EntryReference first = log.reported(entry, 1);
    log.says("ann", ANN, first, "report", "confirmed");
    log.accept(report("carl", entry), CARL);
    log.says("ben", BEN, first, "report", "confirmed");
    assertThat(log.standing(entry, 1)).contains(CaseStanding.REFUTED);
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  @Test
  void whatIsReportedBeforeAnybodyFoundAnythingGathers() {
    EntryReference entry = log.lab("0.6", "0.61");
    EntryReference first = log.reported(entry, 1);
    log.says("ann", ANN, first, "report", "needs-evidence");
    log.accept(report("carl", entry), CARL);
    assertThat(log.find(first, "report").reports()).hasSize(2);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
  }

  @Test
  void aReportTouchesNoStandingUntilAReviewerTakesItUp() {
    EntryReference entry = log.lab("0.6");
    EntryReference opening = log.reported(entry);
    log.accept(report("service", entry), SERVICE);
    log.accept(onBehalf(report("service", entry), "p1", "ann", "submitter"), SERVICE);
    assertThat(log.standing(entry, 0)).isEmpty();
    log.says("ben", BEN, opening, "report", "needs-evidence");
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.answers(opening, "report");
    assertThat(log.find(opening, "report").proceedings().state()).isEqualTo(CaseState.OPEN);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
  }

  @Test
  void aQuestionOnAnAnonymousReportIsNotAnsweredAway() {
    EntryReference entry = log.lab("0.6");
    EntryReference opening = log.accept(report("service", entry), SERVICE);
    assertThat(log.find(opening, "report").anonymous()).isEqualTo(1);
    log.says("ben", BEN, opening, "report", "needs-evidence");
    log.answers(opening, "report");
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
  }

  /** 612.1 of 1,000 samples are no whole number. */
  private EntryReference impossible(String model, int seed) {
    return log.accept(evaluation("lab", model, seed, "0.6121"), LAB);
  }

  private EntryReference impossible(int seed, String startedAt) {
    JsonObject started =
        (JsonObject)
            Edit.set(
                evaluation("lab", "lab/one", seed, "0.6121"), "/run/startedAt", Json.of(startedAt));
    return log.accept(started, LAB);
  }

  @Test
  void fiftySevenStatementsOfOneRunAreOneCase() {
    EntryReference opening = impossible("lab/one", 1);
    EntryReference last = opening;
    for (int seed = 2; seed <= 57; seed++) {
      last = impossible("lab/one", seed);
    }
    assertThat(log.find(opening, "inconsistent").group().entries()).hasSize(57);
    assertThat(log.log().ledger().cases().all()).hasSize(1);
    assertThat(log.standing(last, 0)).contains(CaseStanding.UNDER_REVIEW);

    impossible("lab/two", 1);
    assertThat(log.log().ledger().cases().all()).as("another model").hasSize(2);
    log.says("ann", ANN, opening, "inconsistent", "cleared");
    EntryReference later = impossible("lab/one", 58);
    assertThat(log.find(opening, "inconsistent").group().entries()).hasSize(57);
    assertThat(log.find(later, "inconsistent").standing()).contains(CaseStanding.UNDER_REVIEW);
    impossible("lab/one", 59);
    assertThat(log.find(later, "inconsistent").group().entries()).hasSize(2);
  }

  /** The lab's real claim must not ride on a word about another one. */
  @Test
  void whatJoinsWhileAReviewerReadsIsNotDecidedOnUnseen() {
    EntryReference opening = impossible("lab/one", 1);
    EntryReference joined = impossible("lab/one", 2);
    JsonObject read = decision("ann", opening, "inconsistent", "cleared");
    String grown = "grown to entry " + joined.index().value();
    log.refuses(grown, read, ANN);
    log.refuses(grown, read.with("through", Json.of(opening.index().value())), ANN);
    assertThatThrownBy(() -> log.log().append(read, ANN)).hasMessageContaining("/through");
    log.refuses("name that one", read.with("through", Json.of(joined.index().value() + 1)), ANN);
    assertThat(log.standing(joined, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.log().reassess(opening.index().value());
    log.accept(read.with("through", Json.of(joined.index().value())), ANN);
    assertThat(log.standing(joined, 0)).isEmpty();
  }

  @Test
  void moreOfTheSameResultsIsNothingNewToWeigh() {
    EntryReference entry = log.lab("0.6", "0.61");
    EntryReference opening = log.reported(entry);
    log.accept(report("carl", entry), CARL);
    log.accept(decision("ann", opening, "report", "cleared"), ANN);
    EntryReference one = log.reported(entry, 0);
    EntryReference other = log.accept(report("carl", entry), CARL);
    assertThat(log.find(one, "report").through()).isEqualTo(other.index());
    log.refuses("grown", decision("ann", one, "report", "confirmed"), ANN);
  }

  /** It is no correction, since it takes the place of nothing: the first stays refuted. */
  @Test
  void anotherSeedOfARefutedClaimIsJudgedByItself() {
    EntryReference opening = impossible("lab/one", 1);
    log.confirmed(opening, "inconsistent");
    EntryReference again = impossible("lab/one", 2);
    assertThat(log.find(again, "inconsistent").standing()).contains(CaseStanding.UNDER_REVIEW);
    EntryReference sound = log.accept(evaluation("lab", "lab/one", 3, "0.612"), LAB);
    assertThat(log.standing(sound, 0)).isEmpty();
    assertThat(log.standing(opening, 0)).contains(CaseStanding.REFUTED);
  }

  @Test
  void runsOfOneDayAreOneAndThoseOfAnotherAreNot() {
    EntryReference morning = impossible(1, "2026-01-02T07:00:00Z");
    impossible(2, "2026-01-02T21:30:00Z");
    EntryReference next = impossible(3, "2026-01-03T07:00:00Z");
    assertThat(log.find(morning, "inconsistent").group().entries()).hasSize(2);
    assertThat(log.find(next, "inconsistent").group().entries()).hasSize(1);
  }

  @Test
  void reportsThatNobodyDecidesOnHaveAnEnd() {
    EntryReference first = log.lab("0.6");
    EntryReference opening = log.reported(first);
    for (int i = 1; i < References.MAX_WAITING; i++) {
      log.reported(log.accept(evaluation("lab", "lab/one", 10 + i, "0.6"), LAB));
    }
    EntryReference next = log.accept(evaluation("lab", "lab/two", 1, "0.6"), LAB);
    log.refuses("wait for reviewers in 50 cases", report("evaluator", next), EVALUATOR);
    log.accept(report("carl", next), CARL);
    log.says("ann", ANN, opening, "report", "cleared");
    log.reported(next);
    EntryReference other = log.accept(evaluation("lab", "lab/two", 2, "0.6"), LAB);
    log.refuses("wait for reviewers", report("evaluator", other), EVALUATOR);
  }

  @Test
  void whatIsRefutedIsNotShedBySayingItAgain() {
    EntryReference entry = log.lab("0.6", "0.61");
    EntryReference opening = log.reported(entry, 1);
    log.confirmed(opening, "report");
    EntryReference again = log.accept(both("0.6", "0.61", entry), LAB, EVALUATOR);
    assertThat(log.standing(again, 1)).contains(CaseStanding.DISPUTED);
    assertThat(log.standing(again, 0)).isEmpty();
    assertThat(log.standing(entry, 1)).contains(CaseStanding.REFUTED);
    log.says("ann", ANN, again, "correction", "cleared");
    assertThat(log.standing(again, 1)).contains(CaseStanding.DISPUTED);
    EntryReference third = log.accept(both("0.6", "0.612", again), LAB);
    assertThat(log.standing(third, 1)).contains(CaseStanding.DISPUTED);
  }

  private static JsonObject both(String first, String second, EntryReference earlier) {
    return superseded(superseded(scoring(first, second), 0, earlier), 1, earlier);
  }

  @Test
  void correctionsOfOneRunAreOneCase() {
    EntryReference opening = impossible("lab/one", 1);
    EntryReference second = impossible("lab/one", 2);
    EntryReference third = impossible("lab/one", 3);
    log.confirmed(opening, "inconsistent");
    EntryReference first = log.accept(corrected(1, opening), LAB);
    log.accept(corrected(2, second), LAB);
    EntryReference last = log.accept(corrected(3, third), LAB);
    assertThat(log.find(first, "correction").group().entries()).hasSize(3);
    assertThat(log.log().ledger().cases().all()).hasSize(2);
    assertThat(log.standing(last, 0)).contains(CaseStanding.DISPUTED);
    log.says("ann", ANN, first, "correction", "cleared");
    log.says("ben", BEN, first, "correction", "cleared");
    assertThat(log.standing(last, 0)).isEmpty();
  }

  private static JsonObject corrected(int seed, EntryReference earlier) {
    return superseded(evaluation("lab", "lab/one", seed, "0.612"), 0, earlier);
  }

  @Test
  void aCorrectionThatTwoFindRightStands() {
    EntryReference entry = log.lab("0.6");
    EntryReference opening = log.reported(entry);
    log.confirmed(opening, "report");
    EntryReference right = log.accept(superseded(scoring("0.4"), 0, entry), LAB);
    log.says("ann", ANN, right, "correction", "cleared");
    log.says("ben", BEN, right, "correction", "cleared");
    assertThat(log.standing(right, 0)).isEmpty();
    assertThat(log.standing(entry, 0)).contains(CaseStanding.REFUTED);
    EntryReference later = log.accept(superseded(scoring("0.41"), 0, right), LAB);
    assertThat(log.standing(later, 0)).isEmpty();
  }

  @Test
  void aCorrectionJoinsTheCaseThatNobodyFoundAnythingOn() {
    EntryReference entry = log.lab("0.6121");
    EntryReference corrected = log.accept(superseded(scoring("0.612"), 0, entry), LAB);
    assertThat(log.touched()).isEqualTo("[" + entry.index().value() + "-inconsistent]");
    assertThat(log.standing(corrected, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.says("ann", ANN, entry, "inconsistent", "cleared");
    assertThat(log.standing(corrected, 0)).isEmpty();
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  @Test
  void onlyWhatIsInconsistentIsCovered() {
    EntryReference entry = log.lab("0.6", "0.6121", "0.62");
    assertThat(log.standing(entry, 0)).isEmpty();
    assertThat(log.standing(entry, 1)).contains(CaseStanding.UNDER_REVIEW);
    assertThat(log.find(entry, "inconsistent").covers(entry.index(), 2)).isFalse();
  }

  @Test
  void aLaterPolicyAddsNothingToACase() {
    log.accept(TestStatements.policy("operator", "0.000001", "0.9"), OPERATOR);
    EntryReference entry = log.lab("0.6121", "0.6");
    log.says("ann", ANN, entry, "inconsistent", "confirmed");
    CaseGroup before = log.find(entry, "inconsistent").group();
    log.accept(TestStatements.policy("operator", "0.000001", "0.000001"), OPERATOR);
    log.log().reassess(entry.index().value());
    log.says("ben", BEN, entry, "inconsistent", "confirmed");
    assertThat(log.find(entry, "inconsistent").group()).isEqualTo(before);
    assertThat(log.standing(entry, 1)).isNotEqualTo(Optional.of(CaseStanding.REFUTED));
  }

  @Test
  void anEntryThatIsAssessedAgainTouchesItsOpenCases() {
    EntryReference entry = log.lab("0.6121");
    log.log().reassess(entry.index().value());
    assertThat(log.touched()).isEqualTo("[" + entry.index().value() + "-inconsistent]");
    log.says("ann", ANN, entry, "inconsistent", "cleared");
    log.accept(evaluation("lab", "lab/two", 1, "0.6"), LAB);
    log.log().reassess(entry.index().value());
    assertThat(log.touched()).isEqualTo("[]");
  }

  private EntryReference lower(String by, SigningKey key, int seed, String value) {
    return log.accept(evaluation(by, "lab/big", seed, value), key);
  }

  @Test
  void aLowerResultOfAnybodyOpensACaseAndOneOfAnEvaluatorTouchesTheStanding() {
    EntryReference claim = log.accept(evaluation("lab", "lab/big", 7, "0.9"), LAB);
    EntryReference opening = lower("carl", CARL, 7, "0.4");
    assertThat(log.find(opening, "reproduction").covers(claim.index(), 0)).isTrue();
    assertThat(log.standing(claim, 0)).isEmpty();
    log.grant("evaluator", "none", "evaluator");
    EntryReference second = lower("evaluator", EVALUATOR, 7, "0.41");
    assertThat(log.find(opening, "reproduction").opposing().entries()).contains(second.index());
    assertThat(log.standing(claim, 0)).contains(CaseStanding.UNDER_REVIEW);
  }

  @Test
  void aFriendlyLowNumberThatIsClearedSilencesNobody() {
    EntryReference claim = log.accept(evaluation("lab", "lab/big", 7, "0.9"), LAB);
    EntryReference friends = lower("carl", CARL, 7, "0.4");
    log.says("ann", ANN, friends, "reproduction", "cleared");
    log.grant("evaluator", "none", "evaluator");
    EntryReference honest = lower("evaluator", EVALUATOR, 7, "0.3");
    assertThat(log.find(honest, "reproduction").covers(claim.index(), 0)).isTrue();
    assertThat(log.standing(claim, 0)).contains(CaseStanding.UNDER_REVIEW);
  }

  @Test
  void whoeverContradictsAClaimDoesNotDecideOnIt() {
    log.accept(evaluation("lab", "lab/big", 7, "0.9"), LAB);
    EntryReference opening = lower("evaluator", EVALUATOR, 7, "0.4");
    log.says("ann", ANN, opening, "reproduction", "confirmed");
    EntryReference second = lower("carl", CARL, 7, "0.38");
    assertThat(log.find(opening, "reproduction").opposing().entries()).contains(second.index());
    log.refuses(
        "own organisation",
        TestStatements.decision("carl", opening, "reproduction", "confirmed"),
        CARL);
    log.says("ben", BEN, opening, "reproduction", "confirmed");
    assertThat(log.find(opening, "reproduction").standing()).contains(CaseStanding.REFUTED);
  }
}

package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.TestLedger.EVALUATOR;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestLedger.SERVICE;
import static org.evalledger.TestStatements.decision;
import static org.evalledger.TestStatements.onBehalf;
import static org.evalledger.TestStatements.onCase;
import static org.evalledger.ledger.CaseLog.ANN;
import static org.evalledger.ledger.CaseLog.BEN;
import static org.evalledger.ledger.CaseLog.CARL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Decision.Outcome;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.SubmitterId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose word counts on a case, and what is left of the word of a key that was stolen. */
class CaseReviewersTest {
  private static final SigningKey DAN = TestLedger.key(25);
  private static final SigningKey EVE = TestLedger.key(26);

  private final CaseLog log = new CaseLog();
  private EntryReference entry = log.log().reference(0);
  private String cause = "inconsistent";

  @BeforeEach
  void anImpossibleResult() {
    entry = log.lab("0.6121");
  }

  private JsonObject says(String by, String outcome) {
    return decision(by, entry, cause, outcome);
  }

  private JsonObject signedIn(String outcome, String organisation) {
    return onBehalf(says("service", outcome), "p1", organisation, "reviewer");
  }

  private EntryReference votes(String by, SigningKey key, String outcome) {
    return log.says(by, key, entry, cause, outcome);
  }

  private Proceedings proceedings() {
    return log.find(entry, cause).proceedings();
  }

  @Test
  void whoSignsInIsOfAllThatItsOrganisationIsAffiliatedWith() {
    log.join("dan", DAN, "uni", "lab");
    log.refuses("own organisation", says("dan", "cleared"), DAN);
    log.refuses("own organisation", signedIn("cleared", "uni"), SERVICE);
  }

  @Test
  void anAffiliationIsThatOfAllSubmittersOfTheOrganisation() {
    log.join("dan", DAN, "uni");
    log.register("eve", EVE, "uni", "lab");
    log.refuses("own organisation", says("dan", "cleared"), DAN);
  }

  @Test
  void anOrganisationThatTheLabNamesIsAPartyToo() {
    log.join("dan", DAN, "cloud");
    log.register("eve", EVE, "lab", "cloud");
    log.refuses("own organisation", says("dan", "cleared"), DAN);
    log.refuses("own organisation", signedIn("cleared", "cloud"), SERVICE);
  }

  @Test
  void anOrganisationThatNobodyKnowsMayAskAndFindsNothing() {
    log.refuses("neither clear nor confirm", signedIn("cleared", "Ann-Inc"), SERVICE);
    log.refuses("neither clear nor confirm", signedIn("confirmed", "annn"), SERVICE);
    log.accept(signedIn("needs-evidence", "annn"), SERVICE);
    assertThat(proceedings().state()).isEqualTo(CaseState.WAITING_FOR_LAB);
  }

  @Test
  void twoColleaguesOfAffiliatedOrganisationsAreOnePairOfEyes() {
    log.join("dan", DAN, "uni", "ann");
    votes("ann", ANN, "confirmed");
    log.refuses("of another", says("dan", "confirmed"), DAN);
    log.refuses("of another", signedIn("confirmed", "uni"), SERVICE);
  }

  @Test
  void theServiceIsNoReviewerWhateverItsRoles() {
    JsonObject both =
        TestStatements.grant("operator", "service", "service", "service")
            .with("roles", Json.ofStrings(List.of("service", "reviewer")));
    log.accept(both, OPERATOR);
    log.refuses("never for itself", says("service", "cleared"), SERVICE);
  }

  @Test
  void onlyChecksThatThereAreAreAnswered() {
    JsonObject checked = says("ann", "cleared");
    log.refuses("/checks/1", checked.with("checks", Json.ofStrings(List.of("size", "sise"))), ANN);
    log.refuses(
        "named twice", checked.with("checks", Json.ofStrings(List.of("size", "size"))), ANN);
    log.accept(checked.with("checks", Json.ofStrings(List.of("size", "k-of-n"))), ANN);
  }

  @Test
  void nobodyTakesTheAppealAway() {
    log.confirmed(entry, cause);
    log.refuses("only an appeal opens it", says("carl", "needs-evidence"), CARL);
    votes("carl", CARL, "cleared");
    log.appeals(entry, cause);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.DISPUTED);
    votes("carl", CARL, "needs-reproduction");
    assertThat(proceedings().state()).isEqualTo(CaseState.WAITING_FOR_LAB);
    log.refuses("appealed once", onCase("appeal", "lab", entry, cause), LAB);
  }

  @Test
  void allVotesOfADecisionAreReplacedTogether() {
    EntryReference first = votes("ann", ANN, "confirmed");
    EntryReference second = votes("ben", BEN, "confirmed");
    votes("ann", ANN, "cleared");
    assertThat(proceedings().replaced()).isEmpty();
    votes("ben", BEN, "cleared");
    assertThat(proceedings().replaced()).containsExactly(first, second);
  }

  @Test
  void aQuestionEndsTheClearanceThatItNames() {
    EntryReference cleared = votes("ann", ANN, "cleared");
    votes("ben", BEN, "needs-evidence");
    assertThat(proceedings().settled()).isNull();
    assertThat(proceedings().replaced()).containsExactly(cleared);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.accept(says("carl", "cleared"), CARL);
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  private void stolen(SigningKey key, Instant since) {
    log.accept(
        TestStatements.revoke("operator", key.publicKey())
            .with("compromisedSince", Json.of(since.toString())),
        OPERATOR);
  }

  private Instant now() {
    return log.log().ledger().time();
  }

  @Test
  void aVoteOfAStolenKeyWaitsForNoSecond() {
    Instant before = now();
    votes("ann", ANN, "confirmed");
    int cases = log.log().ledger().cases().all().size();
    stolen(ANN, before);
    assertThat(log.touched()).isEqualTo("[" + entry.index().value() + "-inconsistent]");
    assertThat(log.log().ledger().cases().all()).hasSize(cases);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.accept(says("ben", "confirmed"), BEN);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.DISPUTED);
  }

  @Test
  void whatAStolenKeyClearedIsOpenAgain() {
    Instant before = now();
    EntryReference cleared = votes("ann", ANN, "cleared");
    stolen(ANN, before);
    assertThat(proceedings().replaced()).containsExactly(cleared);
    assertThat(proceedings().state()).isEqualTo(CaseState.OPEN);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.UNDER_REVIEW);
    log.accept(says("ben", "cleared"), BEN);
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  @Test
  void whatAStolenKeyUndidStandsAgain() {
    log.confirmed(entry, cause);
    log.appeals(entry, cause);
    votes("ben", BEN, "cleared");
    Instant before = now();
    votes("carl", CARL, "cleared");
    assertThat(log.standing(entry, 0)).isEmpty();
    stolen(CARL, before);
    assertThat(log.standing(entry, 0)).contains(CaseStanding.DISPUTED);
    assertThat(proceedings().appealPending()).isTrue();
    votes("ann", ANN, "cleared");
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  @Test
  void howeverOftenAStolenKeyClearedItIsUndone() {
    Proceedings words = Proceedings.none(false);
    Instant since = now();
    var voice = new Voice(new SubmitterId("ann"), null, "ann", new TreeSet<>());
    var vote =
        new Proceedings.Vote(
            entry, voice, Outcome.CLEARED, List.of(ANN.kid()), since.plusSeconds(1));
    for (int i = 0; i < 200_000; i++) {
      words = words.after(vote);
    }
    Proceedings left = words.doubted(ANN.kid(), since).orElseThrow();
    assertThat(left.settled()).isNull();
    assertThat(left.state()).isEqualTo(CaseState.OPEN);
  }

  @Test
  void whatAKeySaidBeforeItWasStolenCounts() {
    votes("ann", ANN, "cleared");
    stolen(ANN, now());
    assertThat(log.touched()).isEqualTo("[]");
    assertThat(log.standing(entry, 0)).isEmpty();
  }

  @Test
  void aStolenKeyPutsInDoubtWhatItSignedSinceAndNothingElse() {
    log.register("other", DAN, "other");
    log.grant("other", "lab", "submitter");
    EntryReference before =
        log.accept(TestStatements.evaluation("lab", "lab/two", 2, "0.5"), LAB, EVALUATOR);
    Instant since = now();
    log.log().pass(Duration.ofMinutes(1));
    EntryReference together =
        log.accept(TestStatements.evaluation("lab", "lab/two", 3, "0.5"), LAB, EVALUATOR);
    EntryReference alone = log.accept(TestStatements.evaluation("lab", "lab/two", 4, "0.5"), LAB);
    entry =
        log.accept(
            TestStatements.revoke("operator", EVALUATOR.publicKey())
                .with("compromisedSince", Json.of(since.toString())),
            OPERATOR);
    cause = "key";
    assertThat(log.standing(together, 0)).contains(CaseStanding.UNDER_REVIEW);
    assertThat(log.standing(before, 0)).isEmpty();
    assertThat(log.standing(alone, 0)).isEmpty();
    log.grant("lab", "lab", "reviewer");
    log.refuses("own organisation", says("lab", "cleared"), LAB);
    log.grant("other", "lab", "reviewer");
    log.refuses("own organisation", says("other", "cleared"), DAN);
    log.answers(entry, cause);
    log.says("ann", ANN, entry, cause, "cleared");
    assertThat(log.standing(together, 0)).isEmpty();
  }
}

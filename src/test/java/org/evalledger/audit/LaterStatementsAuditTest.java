package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Verdict;
import org.junit.jupiter.api.Test;

/** The audit follows policies, models and re-assessments, and finds where a log did not. */
class LaterStatementsAuditTest {
  private static final TestLedger LOG = TestLedger.longStory();

  private static AuditReport audit(LogSource source) throws IOException {
    return LogAuditTest.audit(source, Optional.empty());
  }

  private static List<String> found(LogSource source) throws IOException {
    return audit(source).findings().stream()
        .map(finding -> finding.entry() + " " + finding.kind())
        .map(text -> text.replaceAll("EntryIndex\\[value=(\\d+)\\]", "$1"))
        .toList();
  }

  private static EntryRecord record(int index) {
    return EntryRecord.parse(LOG.entries().get(index).record());
  }

  @Test
  void passesAnHonestLogAndRecomputesItsReassessments() throws IOException {
    var report = audit(LOG.source());
    assertThat(report.findings()).isEmpty();
    long assessed = LOG.entries().stream().filter(e -> e.assessment().isPresent()).count();
    assertThat(report.tally().assessments()).isEqualTo(assessed).isEqualTo(14);
  }

  @Test
  void aPolicyChangesVerdictsFromItsEntryOn() {
    var before = record(18).assessment();
    var after = record(24).assessment();
    assertThat(before).isNotNull();
    assertThat(after).isNotNull();
    assertThat(before.verdict()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(after.verdict()).isIn(Verdict.WATCH, Verdict.FLAGGED);
  }

  @Test
  void aReassessmentAsOfALaterPrefixIsAnother() {
    var first = record(6).assessment();
    var again = record(23).assessment();
    var oncemore = record(26).assessment();
    assertThat(first).isNotNull();
    assertThat(again).isNotNull().isNotEqualTo(first);
    assertThat(oncemore).isNotNull().isNotEqualTo(again);
  }

  /** An entry behind a policy may not be judged by the prefix before it. */
  @Test
  void findsAnEntryThatLooksAwayFromThePolicy() throws IOException {
    var log = TestLedger.story();
    log.append(TestStatements.policy("operator", "0.3", "0.9"), TestLedger.OPERATOR);
    long at =
        log.append(TestStatements.evaluation("evaluator", "x/y", 1, "0.4"), TestLedger.EVALUATOR);
    var forged = Forged.entry(log.entries(), (int) at, Forged.record("prefix", Json.of(at - 1)));
    assertThat(found(TestLedger.source(forged))).contains(at + " PREFIX");
  }

  @Test
  void findsAnEntryThatLooksAwayFromWhatTheOwnerSaid() throws IOException {
    var log = TestLedger.story();
    log.append(
        TestStatements.model("lab", "lab/one", 5_000_000_000L, "x/y"), TestLedger.LAB_ROTATED);
    long at =
        log.append(
            TestStatements.evaluation("evaluator", "lab/one", 7, "0.4"), TestLedger.EVALUATOR);
    var forged = Forged.entry(log.entries(), (int) at, Forged.record("prefix", Json.of(at - 1)));
    assertThat(found(TestLedger.source(forged))).contains(at + " PREFIX");
  }

  @Test
  void findsAReassessmentThatDoesNotRecompute() throws IOException {
    var log = TestLedger.longStory();
    var first = record(6).assessment();
    assertThat(first).isNotNull();
    // What was true of an earlier prefix is not true any more.
    long at = log.force(TestStatements.reassessment(log.reference(6), first), TestLedger.SERVICE);
    assertThat(found(log.source())).containsExactly(at + " ASSESSMENT");
  }

  @Test
  void findsAReassessmentThatAnotherOneThanTheServiceWrote() throws IOException {
    var log = TestLedger.story();
    var first = record(6).assessment();
    assertThat(first).isNotNull();
    // The service was never granted its role here.
    long at = log.force(TestStatements.reassessment(log.reference(6), first), TestLedger.SERVICE);
    assertThat(found(log.source())).containsExactly(at + " AUTHORITY");
  }

  @Test
  void findsAReassessmentWhoseStoredBytesWereSwapped() throws IOException {
    Optional<Bytes> other = LOG.entries().get(6).assessment();
    var forged = Forged.entry(LOG.entries(), 23, Forged.assessment(other));
    assertThat(found(TestLedger.source(forged))).containsExactly("23 ASSESSMENT");
  }

  @Test
  void findsADecisionByNoReviewerAndAnAnswerByAStranger() throws IOException {
    var log = TestLedger.story();
    long opening =
        log.append(
            TestStatements.evaluation("lab", "lab/odd", 1, "0.6121"), TestLedger.LAB_ROTATED);
    var about = log.reference(opening);
    long decided =
        log.force(
            TestStatements.decision("evaluator", about, "inconsistent", "confirmed"),
            TestLedger.EVALUATOR);
    long answered =
        log.force(
            TestStatements.onCase("answer", "evaluator", about, "inconsistent"),
            TestLedger.EVALUATOR);
    long reported = log.append(TestStatements.report("evaluator", about), TestLedger.EVALUATOR);
    long nowhere =
        log.force(
            TestStatements.onCase("answer", "lab", log.reference(reported), "suspicion"),
            TestLedger.LAB_ROTATED);
    assertThat(found(log.source()))
        .containsExactly(decided + " AUTHORITY", answered + " AUTHORITY", nowhere + " RULE");
  }
}

package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.evalledger.TestLedger;
import org.evalledger.TestLedger.Submission;
import org.evalledger.TestStatements;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.StoredEnvelope;
import org.junit.jupiter.api.Test;

/**
 * What the operator of a log, who holds its key and its database, could try. Unless a test says
 * otherwise the log's checkpoint covers the forged entries, so that hashes alone tell nothing.
 */
class LogAttackTest {
  private static final TestLedger STORY = TestLedger.story();
  private static final List<SourceEntry> ENTRIES = STORY.entries();

  /** An evaluation that no later entry names. */
  private static final int EVALUATION = 12;

  /** A withdrawal that no later entry names. */
  private static final int WITHDRAWAL = 13;

  private static List<String> found(LogSource source) throws IOException {
    return found(source, Optional.empty());
  }

  private static List<String> found(List<SourceEntry> entries) throws IOException {
    return found(TestLedger.source(entries));
  }

  private static List<String> found(LogSource source, Optional<Bytes> remembered)
      throws IOException {
    return LogAuditTest.audit(source, remembered).findings().stream()
        .map(LogAttackTest::brief)
        .toList();
  }

  private static String brief(Finding finding) {
    var entry = finding.entry();
    return (entry == null ? "log" : Long.toString(entry.value())) + " " + finding.kind();
  }

  private static String at(int index, Kind kind) {
    return index + " " + kind;
  }

  @Test
  void findsARecordRewrittenUnderAnOldCheckpoint() throws IOException {
    var forged =
        Forged.entry(ENTRIES, 15, Forged.record("receivedAt", Json.of("2027-01-01T00:00:00.000Z")));

    assertThat(found(TestLedger.source(TestLedger.checkpoint(ENTRIES), forged)))
        .containsExactly("log ROOT");
  }

  @Test
  void findsFactsRewrittenBesideTheRecord() throws IOException {
    JsonObject facts = Forged.object(ENTRIES.get(EVALUATION).facts());
    Bytes other = facts.with("issuedAt", Json.of("2025-01-01T00:00:00Z")).canonical();

    assertThat(found(Forged.entry(ENTRIES, EVALUATION, Forged.facts(other))))
        .containsExactly(at(EVALUATION, Kind.FACTS));
  }

  @Test
  void findsFactsRewrittenTogetherWithTheRecord() throws IOException {
    JsonObject facts = Forged.object(ENTRIES.get(WITHDRAWAL).facts());
    Bytes other = facts.with("issuedAt", Json.of("2025-01-01T00:00:00Z")).canonical();

    assertThat(found(Forged.entry(ENTRIES, WITHDRAWAL, Forged.namedFacts(other))))
        .containsExactly(at(WITHDRAWAL, Kind.FACTS));
  }

  @Test
  void findsASwappedEnvelope() throws IOException {
    var forged =
        Forged.entry(ENTRIES, EVALUATION, Forged.envelope(ENTRIES.get(WITHDRAWAL).envelope()));

    assertThat(found(forged)).containsExactly(at(EVALUATION, Kind.ENVELOPE));
  }

  @Test
  void findsASignatureThatDoesNotHold() throws IOException {
    var envelope = Forged.badlySigned(ENTRIES.get(EVALUATION));

    assertThat(found(Forged.entry(ENTRIES, EVALUATION, Forged.namedEnvelope(envelope))))
        .containsExactly(at(EVALUATION, Kind.SIGNATURE));
  }

  @Test
  void findsAnEnvelopeThatIsNoStatement() throws IOException {
    var envelope = ENTRIES.get(EVALUATION).envelope().orElseThrow();
    var text = new StoredEnvelope(envelope.mediaType(), Bytes.ofUtf8("x.y"));

    assertThat(found(Forged.entry(ENTRIES, EVALUATION, Forged.namedEnvelope(text))))
        .containsExactly(at(EVALUATION, Kind.ENVELOPE));
  }

  @Test
  void findsKidsThatDidNotSign() throws IOException {
    var kids =
        Json.ofStrings(
            List.of(TestLedger.LAB_ROTATED.kid().value(), TestLedger.EVALUATOR.kid().value()));

    assertThat(found(Forged.entry(ENTRIES, WITHDRAWAL, Forged.record("kids", sorted(kids)))))
        .containsExactly(at(WITHDRAWAL, Kind.KIDS));
  }

  private static Json sorted(Json kids) {
    return Json.of(
        ((Json.JsonArray) kids)
            .items().stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList());
  }

  @Test
  void findsADroppedTailByTheRememberedCheckpoint() throws IOException {
    Optional<Bytes> remembered = Optional.of(TestLedger.checkpoint(ENTRIES));

    assertThat(found(TestLedger.source(ENTRIES.subList(0, 12)), remembered)).contains("log SHRUNK");
  }

  @Test
  void findsEntriesThatAreCoveredAndNotGiven() throws IOException {
    Bytes checkpoint = TestLedger.checkpoint(ENTRIES);

    assertThat(found(TestLedger.source(checkpoint, ENTRIES.subList(0, 12))))
        .containsExactly("log MISSING");
  }

  @Test
  void findsAnEntryLeftOut() throws IOException {
    var forged = new ArrayList<>(ENTRIES);
    forged.remove(EVALUATION);

    assertThat(found(TestLedger.source(TestLedger.checkpoint(ENTRIES), forged)))
        .containsExactly("log MISSING");
  }

  @Test
  void findsAForkByTheRememberedCheckpoint() throws IOException {
    TestLedger other = TestLedger.founded();
    other.append(TestStatements.evaluation("lab", "lab/one", 9, "0.5"), TestLedger.LAB);
    Optional<Bytes> remembered = Optional.of(TestLedger.checkpoint(other.entries()));

    assertThat(found(STORY.source(), remembered)).containsExactly("log FORKED");
  }

  @Test
  void findsACheckpointByAnotherKey() throws IOException {
    var other = NoteSigner.ed25519(TestLedger.ORIGIN, Bytes.ofHex("09".repeat(32)));
    var audit =
        new LogAudit(
            other.verifier(),
            TestLedger.OPERATOR.kid(),
            Optional.empty(),
            TestLedger.CLOCK,
            Progress.NONE);

    assertThat(audit.run(STORY.source()).findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.CHECKPOINT);
  }

  @Test
  void findsARememberedCheckpointThatIsNotTheLogs() throws IOException {
    assertThat(found(STORY.source(), Optional.of(Bytes.ofUtf8("hello"))))
        .containsExactly("log CHECKPOINT");
  }

  @Test
  void findsAnotherOperatorThanTheOnePinned() throws IOException {
    var audit =
        new LogAudit(
            TestLedger.LOG_KEY.verifier(),
            TestLedger.STRANGER.kid(),
            Optional.empty(),
            TestLedger.CLOCK,
            Progress.NONE);

    assertThat(audit.run(STORY.source()).findings())
        .extracting(LogAttackTest::brief)
        .containsExactly("0 OPERATOR");
  }

  @Test
  void findsAKeyUsedAfterItsRevocation() throws IOException {
    TestLedger log = TestLedger.story();
    int index =
        (int) log.force(TestStatements.evaluation("lab", "lab/two", 3, "0.7"), TestLedger.LAB);

    assertThat(found(log.source())).containsExactly(at(index, Kind.AUTHORITY));
  }

  @Test
  void findsAGrantThatTheOperatorDidNotSign() throws IOException {
    TestLedger log = TestLedger.founded();
    log.force(TestStatements.grant("lab", "lab", "google", "submitter"), TestLedger.LAB);

    assertThat(found(log.source())).containsExactly("6 AUTHORITY");
  }

  @Test
  void findsARegistrationNobodyVouchedFor() throws IOException {
    TestLedger log = TestLedger.founded();
    log.force(
        TestStatements.register("stranger", TestLedger.STRANGER.publicKey()), TestLedger.STRANGER);

    assertThat(found(log.source())).containsExactly("6 AUTHORITY");
  }

  @Test
  void findsAGrantReplayed() throws IOException {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.grant("operator", "lab", "other", "submitter"), TestLedger.OPERATOR);
    log.force(TestStatements.grant("operator", "lab", "lab", "submitter"), TestLedger.OPERATOR);

    assertThat(found(log.source())).containsExactly("7 REPEATED", "7 RULE");
  }

  @Test
  void findsAValueThatStandsBesideAnother() throws IOException {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.evaluation("lab", "lab/one", 1, "0.6"), TestLedger.LAB);
    log.force(TestStatements.evaluation("lab", "lab/one", 1, "0.7"), TestLedger.LAB);

    assertThat(found(log.source())).containsExactly("7 RULE");
  }

  @Test
  void findsAWrongRelation() throws IOException {
    var forged = Forged.entry(ENTRIES, 15, Forged.record("relation", Json.of("third-party")));

    assertThat(found(forged)).containsExactly("15 RELATION");
  }

  @Test
  void findsATimeThatGoesBack() throws IOException {
    Instant before = EntryRecord.parse(ENTRIES.get(13).record()).receivedAt().minusMillis(1);
    var forged =
        Forged.entry(ENTRIES, 14, Forged.record("receivedAt", Json.of(Timestamp.write(before))));

    assertThat(found(forged)).containsExactly("14 RECEIVED_AT");
  }

  @Test
  void findsWhatWasReceivedMoreThanFiveMinutesAfterTheAuditorsOwnTime() throws IOException {
    Instant last = EntryRecord.parse(ENTRIES.getLast().record()).receivedAt();
    Instant ahead = last.minus(Duration.ofMinutes(5));

    assertThat(auditedAt(ahead).findings()).isEmpty();
    List<Finding> found = auditedAt(ahead.minusMillis(1)).findings();
    assertThat(found).extracting(LogAttackTest::brief).containsExactly("15 RECEIVED_AT");
    assertThat(found.getFirst().sentence()).contains("5 min after the time here", "72 hours");
  }

  private static AuditReport auditedAt(Instant now) throws IOException {
    return new LogAudit(
            TestLedger.LOG_KEY.verifier(),
            TestLedger.OPERATOR.kid(),
            Optional.empty(),
            InstantSource.fixed(now),
            Progress.NONE)
        .run(STORY.source());
  }

  @Test
  void findsAPrefixThatIsNeitherTheIndexNorTheOneBefore() throws IOException {
    for (long prefix : new long[] {0, WITHDRAWAL - 2, WITHDRAWAL + 1}) {
      var forged = Forged.entry(ENTRIES, WITHDRAWAL, Forged.record("prefix", Json.of(prefix)));

      assertThat(found(forged)).as("prefix %d", prefix).contains(at(WITHDRAWAL, Kind.PREFIX));
    }
  }

  @Test
  void findsAPrefixThatDoesNotCoverWhatTheEntryDependsOn() throws IOException {
    // Entry 9 corrects entry 6, whose batch began at 6.
    var forged = Forged.entry(ENTRIES, 9, Forged.record("prefix", Json.of(6)));

    assertThat(found(forged)).containsExactly("9 PREFIX");
  }

  @Test
  void findsAPrefixThatLiesTooFarBack() throws IOException {
    TestLedger log = TestLedger.founded();
    log.appendBatch(LogAuditTest.evaluations(257));

    assertThat(found(log.source())).containsExactly("262 PREFIX");
  }

  @Test
  void findsAnAssessmentThatWasNotComputedFromThePrefixItsRecordStates() throws IOException {
    TestLedger log = TestLedger.founded();
    List<Submission> batch = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      var peer = TestStatements.evaluation("evaluator", "peers/" + i, 1, "0.3" + (10 + i));
      batch.add(Submission.of(peer, TestLedger.EVALUATOR));
    }
    batch.add(Submission.of(TestStatements.evaluation("lab", "lab/one", 1, "0.9"), TestLedger.LAB));
    log.appendBatch(batch);
    assertThat(found(log.source())).isEmpty();

    var forged = Forged.entry(log.entries(), 46, Forged.record("prefix", Json.of(46)));

    assertThat(found(forged)).containsExactly("46 ASSESSMENT");
  }

  @Test
  void findsAnAlteredAssessment() throws IOException {
    Bytes other = Bytes.ofUtf8("{\"results\":[]}");
    var beside = Forged.assessment(Optional.of(other));
    var gone = Forged.assessment(Optional.empty());

    assertThat(found(Forged.entry(ENTRIES, EVALUATION, beside)))
        .containsExactly(at(EVALUATION, Kind.ASSESSMENT));
    assertThat(found(Forged.entry(ENTRIES, EVALUATION, gone)))
        .containsExactly(at(EVALUATION, Kind.ASSESSMENT));
  }

  @Test
  void findsAnAssessmentAlteredTogetherWithTheRecord() throws IOException {
    var summary =
        Json.object()
            .put("algorithm", "kind-1")
            .put("suspicion", "0.000000")
            .put("verdict", "plausible")
            .put("sha256", Bytes.ofUtf8("{}").sha256().toString())
            .build();
    var forged =
        Forged.entry(
            ENTRIES,
            EVALUATION,
            e ->
                Forged.record("assessment", summary)
                    .andThen(Forged.assessment(Optional.of(Bytes.ofUtf8("{}"))))
                    .apply(e));

    assertThat(found(forged)).containsExactly(at(EVALUATION, Kind.ASSESSMENT));
  }

  @Test
  void findsAnAssessmentOfATypeThatHasNone() throws IOException {
    var forged =
        Forged.entry(ENTRIES, WITHDRAWAL, Forged.assessment(Optional.of(Bytes.ofUtf8("{}"))));

    assertThat(found(forged)).containsExactly(at(WITHDRAWAL, Kind.ASSESSMENT));
  }

  @Test
  void findsAnEnvelopeGoneWithoutTakedown() throws IOException {
    var forged = Forged.entry(ENTRIES, EVALUATION, Forged.envelope(Optional.empty()));

    assertThat(found(forged)).containsExactly(at(EVALUATION, Kind.ERASED));
  }

  @Test
  void doesNotTakeTheWordOfATakedownThatHadNoAuthority() throws IOException {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.evaluation("lab", "lab/one", 1, "0.6"), TestLedger.LAB);
    log.force(TestStatements.takedown("lab", log.reference(6)), TestLedger.LAB);

    assertThat(found(log.source())).containsExactly("7 AUTHORITY", "6 ERASED");
  }

  @Test
  void findsALeafThatIsNoRecordAndFollowsNoRulesBehindIt() throws IOException {
    var forged = Forged.entry(ENTRIES, EVALUATION, Forged.record(Bytes.ofUtf8("{}")));

    assertThat(found(forged))
        .containsExactly(at(EVALUATION, Kind.RECORD), at(EVALUATION, Kind.STOPPED));
  }

  @Test
  void findsARecordOfAnotherSubmitter() throws IOException {
    var forged =
        Forged.entry(ENTRIES, WITHDRAWAL, Forged.record("submitter", Json.of("evaluator")));

    assertThat(found(forged)).containsExactly(at(WITHDRAWAL, Kind.RECORD));
  }

  @Test
  void keepsTheFirstHundredFindingsAndCountsAll() throws IOException {
    TestLedger log = TestLedger.founded();
    log.appendBatch(LogAuditTest.evaluations(150));
    List<SourceEntry> forged =
        IntStream.range(0, 156)
            .mapToObj(i -> i < 6 ? log.entries().get(i) : gone(log.entries().get(i)))
            .toList();

    AuditReport report = LogAuditTest.audit(TestLedger.source(forged), Optional.empty());

    assertThat(report.findings()).hasSize(100);
    assertThat(report.counts()).containsEntry(Kind.ERASED, 150L).hasSize(1);
  }

  private static SourceEntry gone(SourceEntry entry) {
    return Forged.envelope(Optional.empty()).apply(entry);
  }
}

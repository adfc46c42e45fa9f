package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.evalledger.TestLedger;
import org.evalledger.TestLedger.Submission;
import org.evalledger.TestStatements;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;

class LogAuditTest {
  static AuditReport audit(LogSource source, Optional<Bytes> remembered) throws IOException {
    return new LogAudit(
            TestLedger.LOG_KEY.verifier(),
            TestLedger.OPERATOR.kid(),
            remembered,
            TestLedger.CLOCK,
            Progress.NONE)
        .run(source);
  }

  @Test
  void passesAnHonestLogAndTellsWhatItLookedAt() throws IOException {
    AuditReport report = audit(TestLedger.story().source(), Optional.empty());

    assertThat(report.findings()).isEmpty();
    assertThat(report.passed()).isTrue();
    // 16 entries; two signatures on each of three registrations, the rotation and the last
    // evaluation; entry 8 was taken down; six evaluations.
    assertThat(report.tally()).isEqualTo(new AuditReport.Tally(16, 16, 15 + 5, 1, 6, 0));
  }

  @Test
  void passesAnEmptyLog() throws IOException {
    assertThat(audit(new TestLedger().source(), Optional.empty()).findings()).isEmpty();
  }

  @Test
  void passesALogThatGrewSinceItWasAuditedBefore() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    for (int size = 0; size <= entries.size(); size++) {
      Bytes remembered = TestLedger.checkpoint(entries.subList(0, size));

      assertThat(audit(TestLedger.source(entries), Optional.of(remembered)).findings()).isEmpty();
    }
  }

  @Test
  void passesOverEntriesBehindTheCheckpoint() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    Bytes checkpoint = TestLedger.checkpoint(entries.subList(0, 12));
    List<SourceEntry> twelve = new ArrayList<>(entries);

    AuditReport report = audit(TestLedger.source(checkpoint, twelve), Optional.empty());

    // The takedown of entry 8 is entry 14, which the checkpoint does not cover.
    assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ERASED);
    assertThat(report.tally().entries()).isEqualTo(12);
  }

  @Test
  void looksForATakedownThatWasLoggedSinceTheHeadWasShown() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    Bytes shown = TestLedger.checkpoint(entries.subList(0, 12));

    for (int size = 12; size <= entries.size(); size++) {
      Bytes later = TestLedger.checkpoint(entries.subList(0, size));
      AuditReport report = audit(TestLedger.source(shown, later, entries), Optional.empty());

      // The takedown of entry 8 is entry 14.
      assertThat(report.passed()).as("newer head of %d", size).isEqualTo(size > 14);
      assertThat(report.checkpoint()).isEqualTo(later);
      assertThat(report.tally().entries()).isEqualTo(size);
    }
  }

  /** Each auditor could be shown a fork of its own, with just the takedown that it asks for. */
  @Test
  void remembersTheHeadThatExplainedAnErasedEnvelope() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    Bytes shown = TestLedger.checkpoint(entries.subList(0, 12));
    AuditReport first =
        audit(TestLedger.source(shown, TestLedger.checkpoint(entries), entries), Optional.empty());
    assertThat(first.findings()).isEmpty();

    List<SourceEntry> untouched =
        Forged.entry(entries, 14, Forged.record("receivedAt", Json.of("2026-02-01T00:14:00.001Z")));
    AuditReport second = audit(TestLedger.source(untouched), Optional.of(first.checkpoint()));

    assertThat(second.findings()).extracting(Finding::kind).contains(Finding.Kind.FORKED);
  }

  @Test
  void holdsTheHeadThatExplainsAgainstWhatOthersWereShown() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    List<SourceEntry> theirs =
        Forged.entry(entries, 14, Forged.record("receivedAt", Json.of("2026-02-01T00:14:00.001Z")));
    Bytes shown = TestLedger.checkpoint(entries.subList(0, 12));
    OtherView other = OtherViewTest.larger(theirs);
    var demands =
        new LogAudit.Demands(
            NotePolicy.ofLogs(List.of(TestLedger.LOG_KEY.verifier())),
            false,
            Optional.empty(),
            LogAudit.WITNESS_LAG,
            LogAudit.WITNESS_AGE,
            Optional.empty(),
            List.of(other));

    AuditReport report =
        new LogAudit(
                demands,
                TestLedger.OPERATOR.kid(),
                Optional.empty(),
                TestLedger.CLOCK,
                Progress.NONE)
            .run(TestLedger.source(shown, TestLedger.checkpoint(entries), entries));

    assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.FORKED);
  }

  @Test
  void believesATakedownBehindTheHeadOnlyUnderAHeadThatGoesOnFromIt() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    Bytes shown = TestLedger.checkpoint(entries.subList(0, 12));
    List<SourceEntry> other =
        Forged.entry(entries, 3, Forged.record("receivedAt", Json.of("2026-02-01T00:03:00.001Z")));

    AuditReport report =
        audit(TestLedger.source(shown, TestLedger.checkpoint(other), entries), Optional.empty());

    assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.ROOT);
  }

  /** Whoever forges one kind of signature would leave the other out. */
  @Test
  void findsALineThatIsMissingWhereBothKeysAreKnown() throws IOException {
    List<SourceEntry> entries = TestLedger.story().entries();
    NoteSigner second =
        NoteSigner.generate(NoteAlgorithm.ML_DSA_44, TestLedger.ORIGIN, new SecureRandom());
    Bytes stripped = TestLedger.checkpoint(entries);
    SignedNote note = SignedNote.parse(stripped).orElseThrow();
    Bytes both = note.with(List.of(second.sign(note.text(), Instant.EPOCH))).bytes();
    var policy = NotePolicy.ofLogs(List.of(TestLedger.LOG_KEY.verifier(), second.verifier()));
    for (Bytes shown : List.of(both, stripped)) {
      var demands =
          new LogAudit.Demands(
              policy,
              false,
              Optional.empty(),
              LogAudit.WITNESS_LAG,
              LogAudit.WITNESS_AGE,
              Optional.empty(),
              List.of());
      AuditReport report =
          new LogAudit(
                  demands,
                  TestLedger.OPERATOR.kid(),
                  Optional.empty(),
                  TestLedger.CLOCK,
                  Progress.NONE)
              .run(TestLedger.source(shown, entries));

      assertThat(report.findings())
          .extracting(Finding::kind)
          .isEqualTo(shown.equals(both) ? List.of() : List.of(Finding.Kind.CHECKPOINT));
    }
  }

  @Test
  void passesTheLargestBatchTheServiceMakes() throws IOException {
    TestLedger log = TestLedger.founded();
    log.appendBatch(evaluations(256));

    assertThat(audit(log.source(), Optional.empty()).findings()).isEmpty();
  }

  static List<Submission> evaluations(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            seed ->
                Submission.of(
                    TestStatements.evaluation("lab", "lab/one", seed, "0.6"), TestLedger.LAB))
        .toList();
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    var told = new ArrayList<Long>();
    new LogAudit(
            TestLedger.LOG_KEY.verifier(),
            TestLedger.OPERATOR.kid(),
            Optional.empty(),
            TestLedger.CLOCK,
            (checked, of) -> {
              assertThat(of).isEqualTo(16);
              told.add(checked);
            })
        .run(TestLedger.story().source());

    assertThat(told).containsExactly(10L, 16L);
  }
}

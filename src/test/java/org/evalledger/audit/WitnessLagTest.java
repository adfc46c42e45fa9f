package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.evalledger.TestLedger;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;

/** How much of a log may stand behind the newest checkpoint that a quorum saw. */
class WitnessLagTest {
  private static final List<SourceEntry> ENTRIES = TestLedger.story().entries();
  private static final Bytes HEAD = TestLedger.checkpoint(ENTRIES);

  /** Entries that the witness saw; the next was received {@link #UNSEEN}. */
  private static final int SEEN = 12;

  private static final Instant UNSEEN = EntryRecord.parse(ENTRIES.get(SEEN).record()).receivedAt();
  private static final NoteSigner WITNESS =
      NoteSigner.generate(NoteAlgorithm.ED25519_COSIGNATURE, "w.example", new SecureRandom());
  private static final NotePolicy POLICY =
      new NotePolicy(
          List.of(TestLedger.LOG_KEY.verifier()),
          List.of(new NotePolicy.Witness("w", WITNESS.verifier(), Optional.empty())),
          new NotePolicy.One("w"),
          Optional.empty());

  private static Bytes cosigned(Bytes checkpoint) {
    return cosigned(checkpoint, UNSEEN);
  }

  private static Bytes cosigned(Bytes checkpoint, Instant time) {
    SignedNote note = SignedNote.parse(checkpoint).orElseThrow();
    return note.with(List.of(WITNESS.sign(note.text(), time))).bytes();
  }

  private static AuditReport audit(
      NotePolicy policy, boolean require, Bytes head, Optional<Bytes> witnessed, Instant now)
      throws IOException {
    var demands =
        new LogAudit.Demands(
            policy,
            require,
            witnessed,
            LogAudit.WITNESS_LAG,
            LogAudit.WITNESS_AGE,
            Optional.empty(),
            List.of());
    return new LogAudit(
            demands,
            TestLedger.OPERATOR.kid(),
            Optional.empty(),
            InstantSource.fixed(now),
            Progress.NONE)
        .run(TestLedger.source(head, ENTRIES));
  }

  private static AuditReport behind(Instant now) throws IOException {
    Bytes seen = cosigned(TestLedger.checkpoint(ENTRIES.subList(0, SEEN)));
    return audit(POLICY, true, HEAD, Optional.of(seen), now);
  }

  @Test
  void aTailNoOlderThanTheLagIsNoFinding() throws IOException {
    AuditReport report = behind(UNSEEN.plus(LogAudit.WITNESS_LAG));

    assertThat(report.findings()).isEmpty();
    assertThat(report.witnesses()).contains("At size 12: Witnessed by 1", "from there to 16");
  }

  @Test
  void anOlderTailIsAFindingThatNamesBothSizesAndItsAge() throws IOException {
    AuditReport report = behind(UNSEEN.plus(LogAudit.WITNESS_LAG).plusMillis(1));

    assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.WITNESSES);
    assertThat(report.findings().getFirst().sentence())
        .contains("at size 12 and not since", "to 16 are not witnessed", ", 10 min before");
  }

  /** The log itself says when an entry was received, so that alone would let it begin anew. */
  @Test
  void aTailThatSaysItIsYoungIsAFindingBehindAHeadSeenLongAgo() throws IOException {
    Bytes head = TestLedger.checkpoint(ENTRIES.subList(0, SEEN));
    for (int early : List.of(0, 1)) {
      Instant seen = UNSEEN.minus(LogAudit.WITNESS_AGE).minusSeconds(early);
      AuditReport report = audit(POLICY, true, HEAD, Optional.of(cosigned(head, seen)), UNSEEN);

      assertThat(report.findings())
          .extracting(Finding::kind)
          .isEqualTo(early == 0 ? List.of() : List.of(Kind.WITNESSES));
      assertThat(report.witnesses()).contains("A quorum saw that at 2026-01-31T", "1 d before");
    }
  }

  /** A new key that is put behind it would have waited in the past, where nobody could see it. */
  @Test
  void anEntryReceivedLongBeforeTheQuorumSawTheLogWithoutItIsAFinding() throws IOException {
    Bytes head = TestLedger.checkpoint(ENTRIES.subList(0, SEEN));
    for (int late : List.of(300, 301)) {
      Instant seen = UNSEEN.plusSeconds(late);
      AuditReport report = audit(POLICY, true, HEAD, Optional.of(cosigned(head, seen)), seen);

      assertThat(report.findings())
          .extracting(Finding::kind)
          .isEqualTo(late == 300 ? List.of() : List.of(Kind.RECEIVED_AT));
    }
  }

  /** Two of three: one whose clock runs ahead cannot make the quorum young by itself. */
  @Test
  void aQuorumIsAsOldAsTheOldestThatItNeeds() {
    var names = List.of("a", "b", "c");
    var witnesses =
        names.stream()
            .map(name -> new NotePolicy.Witness(name, WITNESS.verifier(), Optional.empty()))
            .toList();
    var members = names.stream().<NotePolicy.Quorum>map(NotePolicy.One::new).toList();
    var policy =
        new NotePolicy(
            POLICY.logs(), witnesses, new NotePolicy.Group("g", 2, members), Optional.empty());
    var line = WITNESS.sign(SignedNote.parse(HEAD).orElseThrow().text(), UNSEEN);
    var cosignatures =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new NotePolicy.Cosignature(
                        witnesses.get(i), UNSEEN.plusSeconds((long) i * i), line))
            .toList();

    assertThat(policy.quorumSince(cosignatures)).contains(UNSEEN.plusSeconds(1));
    assertThat(policy.quorumSince(cosignatures.subList(0, 1))).isEmpty();
    assertThat(NotePolicy.ofLogs(POLICY.logs()).quorumSince(cosignatures)).isEmpty();
  }

  @Test
  void aHeadThatTheQuorumSawMayBeOfAnyAge() throws IOException {
    assertThat(
            audit(POLICY, true, cosigned(HEAD), Optional.empty(), TestLedger.CLOCK.instant())
                .findings())
        .isEmpty();
  }

  @Test
  void aLogThatNoQuorumEverSawIsAFindingHoweverYoung() throws IOException {
    for (Optional<Bytes> witnessed : List.of(Optional.<Bytes>empty(), Optional.of(HEAD))) {
      assertThat(audit(POLICY, false, HEAD, witnessed, UNSEEN).findings())
          .extracting(Finding::kind)
          .containsExactly(Kind.WITNESSES);
    }
  }

  @Test
  void whoAsksForNoWitnessIsToldAndNothingIsFound() throws IOException {
    NotePolicy none = NotePolicy.ofLogs(POLICY.logs());
    AuditReport report = audit(none, false, HEAD, Optional.empty(), TestLedger.CLOCK.instant());

    assertThat(report.findings()).isEmpty();
    assertThat(report.witnesses()).contains("NOT WITNESSED");
  }

  /** A head that explains an erased envelope is a head as any other: witnesses must see it soon. */
  @Test
  void aHeadThatExplainsAnErasedEnvelopeNeedsWitnessesToo() throws IOException {
    Bytes seen = cosigned(TestLedger.checkpoint(ENTRIES.subList(0, SEEN)));
    var demands =
        new LogAudit.Demands(
            POLICY,
            true,
            Optional.empty(),
            LogAudit.WITNESS_LAG,
            LogAudit.WITNESS_AGE,
            Optional.empty(),
            List.of());
    for (boolean young : List.of(true, false)) {
      Instant now = UNSEEN.plus(LogAudit.WITNESS_LAG).plusMillis(young ? 0 : 1);
      AuditReport report =
          new LogAudit(
                  demands,
                  TestLedger.OPERATOR.kid(),
                  Optional.empty(),
                  InstantSource.fixed(now),
                  Progress.NONE)
              .run(TestLedger.source(seen, HEAD, ENTRIES));

      assertThat(report.findings())
          .extracting(Finding::kind)
          .isEqualTo(young ? List.of() : List.of(Kind.WITNESSES));
      assertThat(report.witnesses()).contains("At size 12: Witnessed by 1", "from there to 16");
    }
  }

  @Test
  void writesASpanInAtMostTwoUnits() {
    assertThat(Span.words(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Span.words(Duration.ofMinutes(10))).isEqualTo("10 min");
    assertThat(Span.words(Duration.ofSeconds(3_725))).isEqualTo("1 h 2 min");
    assertThat(Span.words(Duration.ofHours(-73))).isEqualTo("minus 3 d 1 h");
  }
}

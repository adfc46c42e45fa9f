package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.signing.NotePolicy;
import org.junit.jupiter.api.Test;

/** An audit of the first entries of a log, held against what somebody else was shown of it. */
class OtherViewTest {
  private static final TestLedger STORY = TestLedger.story();
  private static final List<SourceEntry> ALL = STORY.entries();

  /** Entries that the audited view shows; the takedown behind them is not there yet. */
  private static final List<SourceEntry> SHOWN = TestLedger.founded().entries();

  private static List<Finding.Kind> found(OtherView other) throws IOException {
    var demands =
        new LogAudit.Demands(
            NotePolicy.ofLogs(List.of(TestLedger.LOG_KEY.verifier())),
            false,
            Optional.empty(),
            LogAudit.WITNESS_LAG,
            LogAudit.WITNESS_AGE,
            Optional.empty(),
            List.of(other));
    return new LogAudit(
            demands, TestLedger.OPERATOR.kid(), Optional.empty(), TestLedger.CLOCK, Progress.NONE)
        .run(TestLedger.source(SHOWN)).findings().stream().map(Finding::kind).toList();
  }

  private static List<Sha256> leaves(List<SourceEntry> entries) {
    return entries.stream().map(entry -> MerkleHash.leaf(entry.record())).toList();
  }

  /** MTH of RFC 6962 §2.1, word for word. */
  private static Sha256 root(List<Sha256> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Bytes.concat(
            Bytes.ofHex("01"),
            root(leaves.subList(0, k)).bytes(),
            root(leaves.subList(k, leaves.size())).bytes())
        .sha256();
  }

  /** SUBPROOF of RFC 6962 §2.1.2, word for word. */
  private static List<Sha256> proof(int m, List<Sha256> leaves, boolean whole) {
    int n = leaves.size();
    if (m == n) {
      return whole ? List.of() : List.of(root(leaves));
    }
    int k = Integer.highestOneBit(n - 1);
    var proof = new ArrayList<Sha256>();
    if (m <= k) {
      proof.addAll(proof(m, leaves.subList(0, k), whole));
      proof.add(root(leaves.subList(k, n)));
    } else {
      proof.addAll(proof(m - k, leaves.subList(k, n), false));
      proof.add(root(leaves.subList(0, k)));
    }
    return proof;
  }

  static OtherView larger(List<SourceEntry> entries) {
    return new OtherView(
        "elsewhere",
        TestLedger.checkpoint(entries),
        (from, to) -> Optional.of(proof((int) from, leaves(entries), true)));
  }

  @Test
  void aSmallerViewAndOneThatIsTheSameFit() throws IOException {
    for (int size = 1; size <= SHOWN.size(); size++) {
      Bytes checkpoint = TestLedger.checkpoint(SHOWN.subList(0, size));

      assertThat(found(OtherView.saved("file", checkpoint))).as("size %d", size).isEmpty();
    }
  }

  @Test
  void aLargerViewFitsWhereItProvesThatItGoesOn() throws IOException {
    for (int size = SHOWN.size() + 1; size <= ALL.size(); size++) {
      assertThat(found(larger(ALL.subList(0, size)))).as("size %d", size).isEmpty();
    }
  }

  @Test
  void aLargerViewOfAnotherHistoryIsAFork() throws IOException {
    var forged =
        Forged.entry(ALL, 3, Forged.record("receivedAt", Json.of("2027-01-01T00:00:00.000Z")));

    assertThat(found(larger(forged))).containsExactly(Finding.Kind.FORKED);
  }

  @Test
  void aSmallerViewOfAnotherHistoryIsAFork() throws IOException {
    var forged =
        Forged.entry(SHOWN, 0, Forged.record("receivedAt", Json.of("2025-01-01T00:00:00.000Z")));

    assertThat(found(OtherView.saved("file", TestLedger.checkpoint(forged.subList(0, 2)))))
        .containsExactly(Finding.Kind.FORKED);
  }

  @Test
  void aSavedCheckpointThatIsLargerSaysThatEntriesAreHidden() throws IOException {
    assertThat(found(OtherView.saved("file", TestLedger.checkpoint(ALL))))
        .containsExactly(Finding.Kind.SHRUNK);
  }

  @Test
  void aCheckpointThatTheLogDidNotSignIsNone() throws IOException {
    assertThat(found(OtherView.saved("file", Bytes.ofUtf8("x"))))
        .containsExactly(Finding.Kind.CHECKPOINT);
  }
}

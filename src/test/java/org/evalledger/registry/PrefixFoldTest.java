package org.evalledger.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a log is cut, a snapshot and the rest give the bits of the whole (promise 4). */
class PrefixFoldTest {
  private static final long SEED = Long.getLong("seed", new Random().nextLong(1_000_000));
  private static final int CUTS = 12;

  private static Ledger empty() {
    return Ledger.empty(TestLedger.ORIGIN, TestLedger.OPERATOR.kid());
  }

  private static List<LedgerEntry> entries(TestLedger log) {
    return log.entries().stream()
        .map(
            entry ->
                new LedgerEntry(
                    entry.index(),
                    MerkleHash.leaf(entry.record()),
                    EntryRecord.parse(entry.record()),
                    Facts.parse(entry.facts()).statement()))
        .toList();
  }

  private static PrefixFold folded(PrefixFold fold, List<LedgerEntry> entries) {
    entries.forEach(fold::fold);
    return fold;
  }

  private static byte[] written(PrefixFold fold) {
    var bytes = new ByteArrayOutputStream();
    try {
      fold.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static PrefixFold read(byte[] bytes, List<LedgerEntry> log) throws IOException {
    try {
      return PrefixFold.Read.from(new DataInputStream(new ByteArrayInputStream(bytes)))
          .behind(
              empty(), indexes -> indexes.stream().map(i -> log.get(Math.toIntExact(i))).toList());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What it assesses for each evaluation of the log, as if it came next. */
  private static List<Bytes> next(PrefixFold fold, List<LedgerEntry> log) {
    var assessed = new ArrayList<Bytes>();
    for (LedgerEntry read : log) {
      var relation = read.record().relation();
      if (read.statement() instanceof Evaluation evaluation && relation != null) {
        assessed.add(
            fold.assessor()
                .reassess(
                    fold.ledger(),
                    evaluation,
                    relation,
                    read.record().receivedAt(),
                    read.index().value())
                .bytes());
      }
    }
    return assessed;
  }

  private static List<Integer> cuts(List<LedgerEntry> log, Random random) {
    var starts = new ArrayList<Integer>();
    for (LedgerEntry entry : log) {
      if (entry.record().prefix() == entry.index().value()) {
        starts.add(Math.toIntExact(entry.index().value()));
      }
    }
    var cuts = new TreeSet<Integer>();
    for (int i = 0; i < CUTS; i++) {
      cuts.add(starts.get(random.nextInt(starts.size())));
    }
    return List.copyOf(cuts);
  }

  @Test
  void aSnapshotAndTheRestAreTheWholeBitForBit() throws IOException {
    System.out.println("PrefixFoldTest: -Dseed=" + SEED);
    TestLedger story = RandomStory.of(SEED, 260);
    List<LedgerEntry> log = entries(story);
    assertThat(log.stream().map(entry -> entry.record().type()).distinct())
        .as("what happens, with seed %d", SEED)
        .containsAll(List.of(StatementType.WITHDRAWAL, StatementType.TAKEDOWN))
        .containsAll(List.of(StatementType.POLICY, StatementType.MODEL, StatementType.KEY))
        .contains(StatementType.REASSESSMENT);
    PrefixFold whole = folded(new PrefixFold(empty()), log);
    byte[] wanted = written(whole);
    List<Bytes> assessed = next(whole, log);
    for (int cut : cuts(log, new Random(SEED))) {
      PrefixFold head = folded(new PrefixFold(empty()), log.subList(0, cut));
      PrefixFold rest = read(written(head), log);
      assertThat(rest.size()).isEqualTo(cut);
      assertThat(written(rest)).as("read and written at %d", cut).isEqualTo(written(head));
      folded(rest, log.subList(cut, log.size()));
      assertThat(written(rest)).as("cut at %d, seed %d", cut, SEED).isEqualTo(wanted);
      assertThat(next(rest, log)).as("cut at %d, seed %d", cut, SEED).isEqualTo(assessed);
      assertSameLedger(rest.ledger(), whole.ledger());
    }
  }

  private static void assertSameLedger(Ledger one, Ledger other) {
    assertThat(one.size()).isEqualTo(other.size());
    assertThat(one.time()).isEqualTo(other.time());
    assertThat(one.policy()).isEqualTo(other.policy());
    assertThat(one.operatorKeys()).isEqualTo(other.operatorKeys());
    assertThat(one.submitter(new SubmitterId("lab")))
        .isEqualTo(other.submitter(new SubmitterId("lab")));
    for (var key : List.of(TestLedger.LAB, TestLedger.LAB_ROTATED, TestLedger.EVALUATOR)) {
      assertThat(one.key(key.kid())).isPresent().isEqualTo(other.key(key.kid()));
    }
  }

  /** Most entries of a real log are evaluations: they are not read again. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 20, 60, 200})
  void whatBreaksOffIsRefused(int kept) {
    List<LedgerEntry> log = entries(TestLedger.longStory());
    PrefixFold fold = folded(new PrefixFold(empty()), log);
    byte[] all = written(fold);
    for (byte[] cut :
        List.of(Arrays.copyOf(all, kept), Arrays.copyOf(all, all.length - 1 - kept))) {
      assertThatThrownBy(() -> read(cut, log)).isInstanceOf(IOException.class);
    }
  }

  /** A length of two thousand million in each place: what is not there is made no room for. */
  @Test
  void noLengthIsBelieved() {
    List<LedgerEntry> log = entries(TestLedger.longStory());
    PrefixFold fold = folded(new PrefixFold(empty()), log);
    byte[] all = written(fold);
    for (int at = 0; at + 4 <= all.length; at += 3) {
      byte[] bad = all.clone();
      bad[at] = 0x7f;
      bad[at + 1] = -1;
      bad[at + 2] = -1;
      bad[at + 3] = -1;
      try {
        read(bad, log);
      } catch (IOException | RuntimeException expected) {
        // Refused, or read as other numbers: but no OutOfMemoryError, which is none of these.
      }
    }
  }

  @Test
  void aStateOfAnotherPrefixIsRefused() {
    List<LedgerEntry> log = entries(TestLedger.longStory());
    PrefixFold fold = folded(new PrefixFold(empty()), log);
    byte[] bytes = written(fold);
    bytes[7]++;
    assertThatThrownBy(() -> read(bytes, log)).isInstanceOf(IOException.class);
  }

  @Test
  void boundariesStandInProportionToTheLog() {
    var boundary = new SnapshotBoundary(4_096);
    assertThat(boundary.multiple(4_095)).isZero();
    assertThat(boundary.multiple(4_096)).isEqualTo(4_096);
    assertThat(boundary.multiple(100_000)).isEqualTo(98_304);
    assertThat(1_000_000 - boundary.multiple(1_000_000)).isBetween(0L, 16_384L);
    for (long size = 4_096; size < 1L << 40; size += 1 + size / 7) {
      long multiple = boundary.multiple(size);
      assertThat(boundary.multiple(multiple)).isEqualTo(multiple);
      assertThat(size - multiple).isBetween(0L, Long.max(4_095, size / 64));
    }
  }
}

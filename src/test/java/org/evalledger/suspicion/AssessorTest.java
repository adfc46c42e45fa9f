package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.evalledger.TestLedger;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Reassessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows the log of all that can happen computes what the service logged. */
class AssessorTest {
  private static final TestLedger LOG = TestLedger.longStory();

  private static LedgerEntry read(SourceEntry entry) {
    var record = EntryRecord.parse(entry.record());
    return new LedgerEntry(
        entry.index(),
        MerkleHash.leaf(entry.record()),
        record,
        Facts.parse(entry.facts()).statement());
  }

  /** What a follower computes for each evaluation; it starts anew from a snapshot at {@code at}. */
  private static List<Bytes> followed(int at) throws IOException {
    var assessments = new ArrayList<Bytes>();
    var ledger = Ledger.empty(TestLedger.ORIGIN, TestLedger.OPERATOR.kid());
    var assessor = new Assessor();
    var pending = new ArrayList<LedgerEntry>();
    for (var source : LOG.entries()) {
      var entry = read(source);
      if (entry.record().prefix() == entry.index().value()) {
        for (var earlier : pending) {
          assessor.fold(ledger, earlier);
          ledger = ledger.after(earlier);
        }
        pending.clear();
        assessor = entry.index().value() == at ? copy(assessor) : assessor;
      }
      var relation = entry.record().relation();
      if (entry.statement() instanceof Evaluation evaluation && relation != null) {
        var index = entry.index().value();
        var receivedAt = entry.record().receivedAt();
        assessments.add(assessor.assess(ledger, evaluation, relation, receivedAt, index).bytes());
      } else if (entry.statement() instanceof Reassessment again) {
        assessments.add(reassessed(assessor, ledger, again.entry().index()));
      }
      pending.add(entry);
    }
    return assessments;
  }

  private static Bytes reassessed(Assessor assessor, Ledger ledger, EntryIndex index) {
    var before = read(LOG.entries().get((int) index.value()));
    return assessor
        .reassess(
            ledger,
            (Evaluation) before.statement(),
            Objects.requireNonNull(before.record().relation()),
            before.record().receivedAt(),
            index.value())
        .bytes();
  }

  private static Assessor copy(Assessor assessor) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assessor.write(new DataOutputStream(bytes));
    return Assessor.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static List<Bytes> logged() {
    return LOG.entries().stream().flatMap(entry -> entry.assessment().stream()).toList();
  }

  @Test
  void aFollowerComputesWhatWasLogged() throws IOException {
    assertThat(followed(-1)).isEqualTo(logged()).hasSizeGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 9, 10, 13, 15, 19, 20, 21, 23, 24, 25, 26})
  void oneThatStartsFromASnapshotDoesToo(int at) throws IOException {
    assertThat(followed(at)).isEqualTo(logged());
  }

  /** Entries that were never assessed here are assessed while they are folded: the same bits. */
  @Test
  void oneThatOnlyFoldsHasTheSameStateAsOneThatAssessedFirst() throws IOException {
    var ledger = Ledger.empty(TestLedger.ORIGIN, TestLedger.OPERATOR.kid());
    var folding = new Assessor();
    var assessing = new Assessor();
    for (var source : LOG.entries()) {
      var entry = read(source);
      var relation = entry.record().relation();
      if (entry.statement() instanceof Evaluation evaluation
          && relation != null
          && entry.record().prefix() == entry.index().value()) {
        assessing.assess(
            ledger, evaluation, relation, entry.record().receivedAt(), entry.index().value());
      }
      folding.fold(ledger, entry);
      assessing.fold(ledger, entry);
      ledger = ledger.after(entry);
    }
    assertThat(written(folding)).isEqualTo(written(assessing));
  }

  private static byte[] written(Assessor assessor) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assessor.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void allEntriesOfABatchAreAssessedAgainstOnePrefix() {
    var batch = LOG.entries().subList(6, 9);
    assertThat(batch).map(entry -> EntryRecord.parse(entry.record()).prefix()).containsOnly(6L);
    assertThat(batch)
        .map(entry -> entry.assessment().orElseThrow().utf8())
        .allMatch(text -> text.contains("\"prefix\":6"));
  }
}

package org.evalledger.suspicion;

import java.time.Instant;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Relation;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Evaluation;

/** Placeholder of the fold that assesses. */
public final class Assessor {
  private long size;

  /** How many entries were folded. */
  public long size() {
    return size;
  }

  /** Assesses. */
  public Assessed assess(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    var items =
        evaluation.results().stream()
            .map(
                r ->
                    Json.object()
                        .put("suspicion", Json.ofNull())
                        .put("verdict", Verdict.NOT_COMPARABLE.word())
                        .build())
            .toList();
    Bytes bytes = Json.object().put("results", Json.of(items)).build().canonical();
    return new Assessed(
        new EntryRecord.Summary("none-0", null, Verdict.NOT_COMPARABLE, bytes.sha256()),
        bytes,
        evaluation.results().stream()
            .map(r -> new Assessed.OfResult(null, Verdict.NOT_COMPARABLE))
            .toList());
  }

  /** Folds. */
  public void fold(Ledger before, LedgerEntry entry) {
    size++;
  }
}

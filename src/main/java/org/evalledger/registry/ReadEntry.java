package org.evalledger.registry;

import java.util.List;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Statement;
import org.evalledger.suspicion.AssessedResults;
import org.evalledger.suspicion.Outdone;

/**
 * What the bytes of a log entry say.
 *
 * @param entry its record and facts
 * @param keys conflict keys of its results, in their order; empty for types without
 */
public record ReadEntry(LedgerEntry entry, List<ConflictKey> keys) {
  public ReadEntry {
    keys = List.copyOf(keys);
  }

  /** What {@code entry} says, read at most once. */
  public static ReadEntry of(LogEntry entry) {
    return entry.read(ReadEntry.class, ReadEntry::read);
  }

  private static ReadEntry read(LogEntry entry) {
    Statement statement = Facts.parse(entry.facts()).statement();
    return new ReadEntry(
        new LedgerEntry(
            new EntryIndex(entry.index()),
            entry.leafHash(),
            EntryRecord.parse(entry.record()),
            statement,
            Outdone.of(new EntryIndex(entry.index()), statement, entry.assessment()),
            AssessedResults.of(entry.assessment())),
        statement instanceof Evaluation evaluation ? ConflictKey.of(evaluation) : List.of());
  }
}

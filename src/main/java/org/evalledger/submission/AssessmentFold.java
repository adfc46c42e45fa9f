package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.database.Transactions;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.Registry;
import org.evalledger.suspicion.Assessor;

/**
 * The state that assessments are computed from, kept in step with the log: read once at start, and
 * from then on the sequencer's own.
 */
@Singleton
final class AssessmentFold {
  private static final int CHUNK = 1_000;

  private final Ledger empty;
  private Assessor assessor = new Assessor();

  /** The ledger as of as many entries as the assessor has seen. */
  private Ledger ledger;

  AssessmentFold(LogIdentity identity, Registry registry, Transactions transactions) {
    this.empty = Ledger.empty(identity.origin(), registry.ledger().operator());
    this.ledger = empty;
    transactions.read(connection -> at(connection, LogReader.size(connection)));
  }

  /**
   * The state as of {@code size} entries: goes on with what other replicas appended; behind a batch
   * that did not commit it begins anew.
   */
  Assessor at(Connection connection, long size) throws SQLException {
    if (assessor.size() > size) {
      assessor = new Assessor();
      ledger = empty;
    }
    while (assessor.size() < size) {
      int limit = (int) Long.min(CHUNK, size - assessor.size());
      fold(LogReader.entries(connection, assessor.size(), limit));
    }
    return assessor;
  }

  /** Takes in a batch that is committed. */
  void committed(List<LogEntry> entries) {
    fold(entries);
  }

  private void fold(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      LedgerEntry read = ReadEntry.of(entry).entry();
      assessor.fold(ledger, read);
      ledger = ledger.after(read);
    }
  }
}

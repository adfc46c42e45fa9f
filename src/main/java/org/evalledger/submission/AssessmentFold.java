package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.Registry;
import org.evalledger.suspicion.Assessor;

/** The state that assessments are computed from, kept in step with the log; the sequencer's own. */
@Singleton
final class AssessmentFold {
  private static final int CHUNK = 1_000;

  private final LogIdentity identity;
  private final Registry registry;
  private Assessor assessor = new Assessor();

  AssessmentFold(LogIdentity identity, Registry registry) {
    this.identity = identity;
    this.registry = registry;
  }

  /** The state as of {@code size} entries; behind a batch that did not commit it begins anew. */
  Assessor at(Connection connection, long size) throws SQLException {
    if (assessor.size() > size) {
      assessor = new Assessor();
    }
    if (assessor.size() < size) {
      catchUp(connection, size);
    }
    return assessor;
  }

  private void catchUp(Connection connection, long size) throws SQLException {
    Ledger ledger = Ledger.empty(identity.origin(), registry.ledger().operator());
    for (long from = 0; from < size; from += CHUNK) {
      int limit = (int) Long.min(CHUNK, size - from);
      for (LogEntry entry : LogReader.entries(connection, from, limit)) {
        LedgerEntry read = ReadEntry.of(entry).entry();
        if (entry.index() >= assessor.size()) {
          assessor.fold(ledger, read);
        }
        ledger = ledger.after(read);
      }
    }
  }

  /** Takes in a batch that is committed; {@code before} is the ledger it was decided against. */
  void committed(Ledger before, List<LogEntry> entries) {
    Ledger ledger = before;
    for (LogEntry entry : entries) {
      LedgerEntry read = ReadEntry.of(entry).entry();
      assessor.fold(ledger, read);
      ledger = ledger.after(read);
    }
  }
}

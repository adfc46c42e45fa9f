package org.evalledger.registry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.suspicion.Assessor;

/**
 * What the entries of a prefix add up to: the ledger, and what assessments are computed from.
 * Whoever reads it from a snapshot and folds the rest has the same bits as who folded all.
 *
 * <p>One thread owns it.
 */
public final class PrefixFold {
  private static final int CHUNK = 1_000;

  private final Assessor assessor;
  private final LedgerChanges changes;
  private Ledger ledger;

  /** The state before entry 0. */
  public PrefixFold(Ledger empty) {
    this(empty, new Assessor(), new LedgerChanges());
  }

  private PrefixFold(Ledger ledger, Assessor assessor, LedgerChanges changes) {
    this.ledger = ledger;
    this.assessor = assessor;
    this.changes = changes;
  }

  /** How many entries were folded. */
  public long size() {
    return ledger.size();
  }

  /** The ledger behind them. */
  public Ledger ledger() {
    return ledger;
  }

  /** What assesses behind them. */
  public Assessor assessor() {
    return assessor;
  }

  /** Folds the next entry. */
  public void fold(LedgerEntry entry) {
    assessor.fold(ledger, entry);
    Ledger next = ledger.after(entry);
    changes.note(ledger, next);
    ledger = next;
  }

  /** Folds the next entries. */
  public void fold(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      fold(ReadEntry.of(entry).entry());
    }
  }

  /** Folds on until {@code newSize} entries are in. */
  public void advance(Connection connection, long newSize) throws SQLException {
    while (size() < newSize) {
      int limit = (int) Long.min(CHUNK, newSize - size());
      fold(LogReader.entries(connection, size(), limit));
    }
  }

  /** Writes a snapshot; only where a batch begins. */
  void write(DataOutput out) throws IOException {
    changes.write(out, ledger);
    assessor.write(out);
  }

  /** What {@link #write} wrote: the ledger is still to be folded from its entries. */
  record Read(LedgerChanges.Read changes, Assessor assessor) {
    static Read from(DataInput in) throws IOException {
      var changes = LedgerChanges.read(in);
      var assessor = Assessor.read(in);
      if (assessor.size() != changes.size()) {
        throw new IOException(
            "the state of %d entries, want %d".formatted(assessor.size(), changes.size()));
      }
      return new Read(changes, assessor);
    }

    PrefixFold behind(Ledger empty, LedgerChanges.Entries log) throws SQLException {
      return new PrefixFold(changes.fold(empty, log), assessor, changes.kept());
    }
  }
}

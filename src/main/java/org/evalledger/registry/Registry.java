package org.evalledger.registry;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.database.Transactions;
import org.evalledger.ledger.Ledger;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.signing.Kid;

/** The ledger's state in memory. Readers see it as of the newest batch that is committed. */
@Singleton
public final class Registry {
  private static final int CHUNK = 1_000;

  private final Ledger empty;

  /** The state of the thread that appends, or of a rebuild. */
  private Ledger working;

  private volatile Ledger current;

  Registry(
      LogIdentity identity,
      Transactions transactions,
      @Property(name = "evalledger.operator.thumbprint") String operator) {
    this.empty = Ledger.empty(identity.origin(), operatorKey(operator));
    this.current = empty;
    this.working = empty;
    transactions.read(
        connection -> {
          this.current = at(connection, LogReader.size(connection));
          requireOperator(current);
          return true;
        });
  }

  /** Another thumbprint than that of the key behind entry 0 would pin an operator who never was. */
  private static void requireOperator(Ledger ledger) {
    boolean opened =
        ledger.size() == 0
            || ledger
                .key(ledger.operator())
                .filter(key -> key.registered().value() == 0)
                .isPresent();
    if (!opened) {
      throw new IllegalArgumentException(
          "EVALLEDGER_OPERATOR_THUMBPRINT is \""
              + ledger.operator()
              + "\", but entry 0 of this ledger was written by another key.");
    }
  }

  private static Kid operatorKey(String thumbprint) {
    if (!Kid.isKid(thumbprint)) {
      throw new IllegalArgumentException(
          "EVALLEDGER_OPERATOR_THUMBPRINT is \""
              + thumbprint
              + "\"; want the operator key's RFC 7638 thumbprint, 43 base64url characters"
              + " (evalledger keys show FILE prints it).");
    }
    return new Kid(thumbprint);
  }

  /** The ledger as of the newest committed batch that this process knows of. */
  public Ledger ledger() {
    return current;
  }

  /**
   * The ledger as of {@code size} entries, for the thread that appends. What others appended is
   * folded in first; behind a batch that did not commit the fold begins anew.
   */
  public Ledger at(Connection connection, long size) throws SQLException {
    if (working.size() > size) {
      working = current.size() <= size ? current : empty;
    }
    while (working.size() < size) {
      int limit = (int) Long.min(CHUNK, size - working.size());
      working = after(working, LogReader.entries(connection, working.size(), limit));
    }
    if (working.size() > current.size()) {
      current = working;
    }
    return working;
  }

  /** Reads all of it again, after a transaction whose entries were folded in was rolled back. */
  public void reread(Connection connection) throws SQLException {
    long size = LogReader.size(connection);
    Ledger fresh = empty;
    while (fresh.size() < size) {
      int limit = (int) Long.min(CHUNK, size - fresh.size());
      fresh = after(fresh, LogReader.entries(connection, fresh.size(), limit));
    }
    working = fresh;
    current = fresh;
  }

  /** Takes in a batch that is committed. */
  public void committed(List<LogEntry> entries) {
    working = after(working, entries);
    current = working;
  }

  private static Ledger after(Ledger ledger, List<LogEntry> entries) {
    Ledger next = ledger;
    for (LogEntry entry : entries) {
      next = next.after(ReadEntry.of(entry).entry());
    }
    return next;
  }
}

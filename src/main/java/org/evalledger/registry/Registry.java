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

  private final Transactions transactions;

  private final Snapshots snapshots;

  /** The state of the thread that appends, or of a rebuild. */
  private Ledger working;

  /** The newest committed state that this process knows of; it only grows, guarded by this. */
  private volatile Ledger current;

  Registry(
      LogIdentity identity,
      Transactions transactions,
      Snapshots snapshots,
      @Property(name = "evalledger.operator.thumbprint") String operator) {
    this.empty = Ledger.empty(identity.origin(), operatorKey(operator));
    this.transactions = transactions;
    this.snapshots = snapshots;
    this.current = transactions.read(connection -> begun(connection, LogReader.size(connection)));
    this.working = current;
    requireOperator(now());
    this.working = current;
  }

  /** The ledger before its entry 0. */
  public Ledger empty() {
    return empty;
  }

  /** From where a ledger of {@code size} entries is folded. */
  private Ledger begun(Connection connection, long size) throws SQLException {
    return snapshots.ledger(connection, empty, size);
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

  /**
   * The ledger as of the log's head: what other replicas appended since is folded in first.
   *
   * @throws org.evalledger.database.DatabaseGoneException when the database is gone
   */
  public Ledger now() {
    return transactions.read(connection -> grown(connection, current));
  }

  private Ledger grown(Connection connection, Ledger from) throws SQLException {
    Ledger grown = from;
    long size = LogReader.size(connection);
    while (grown.size() < size) {
      int limit = (int) Long.min(CHUNK, size - grown.size());
      grown = after(grown, LogReader.entries(connection, grown.size(), limit));
    }
    publish(grown);
    return grown;
  }

  private synchronized void publish(Ledger committed) {
    if (committed.size() > current.size()) {
      current = committed;
    }
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
    Ledger committed = inside(connection, size);
    publish(committed);
    return committed;
  }

  /** The same inside a transaction that may yet be rolled back: nobody else gets to see it. */
  Ledger inside(Connection connection, long size) throws SQLException {
    if (working.size() > size) {
      working = begun(connection, size);
    }
    Ledger seen = current;
    if (seen.size() > working.size() && seen.size() <= size) {
      working = seen;
    }
    while (working.size() < size) {
      int limit = (int) Long.min(CHUNK, size - working.size());
      working = after(working, LogReader.entries(connection, working.size(), limit));
    }
    return working;
  }

  /** Reads all of it again, after a transaction whose entries were folded in was rolled back. */
  public void reread(Connection connection) throws SQLException {
    long size = LogReader.size(connection);
    Ledger fresh = begun(connection, size);
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
    publish(working);
  }

  private static Ledger after(Ledger ledger, List<LogEntry> entries) {
    Ledger next = ledger;
    for (LogEntry entry : entries) {
      next = next.after(ReadEntry.of(entry).entry());
    }
    return next;
  }
}

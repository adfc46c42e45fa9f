package org.evalledger.registry;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.log.Projection;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Result;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;

/**
 * Writes the tables {@code entry}, {@code entry_kid}, {@code result}, {@code known_envelope},
 * {@code reassessment}.
 */
@Singleton
final class RegistryTables implements Projection {
  private final Registry registry;

  RegistryTables(Registry registry) {
    this.registry = registry;
  }

  @Override
  public void clear(Connection connection) throws SQLException {
    // Not truncate, for which every reader would have to wait until the rebuild is committed.
    try (var statement = connection.createStatement()) {
      statement.addBatch("delete from entry");
      statement.addBatch("delete from entry_kid");
      statement.addBatch("delete from result");
      statement.addBatch("delete from known_envelope");
      statement.addBatch("delete from reassessment");
      statement.executeBatch();
    }
    CaseTables.clear(connection);
  }

  @Override
  public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
    for (List<ReadEntry> batch : batches(entries)) {
      applyBatch(connection, batch);
    }
  }

  /**
   * The entries in the batches in which they were appended, each of which has a prefix of its own.
   * An entry may depend on an earlier batch and never on its own, so that a rebuild, which gets
   * many batches at once, must take one after the other as well.
   */
  private static List<List<ReadEntry>> batches(List<LogEntry> entries) {
    var batches = new ArrayList<List<ReadEntry>>();
    long prefix = -1;
    for (LogEntry entry : entries) {
      ReadEntry read = ReadEntry.of(entry);
      if (read.entry().record().prefix() != prefix) {
        prefix = read.entry().record().prefix();
        batches.add(new ArrayList<>());
      }
      batches.getLast().add(read);
    }
    return batches;
  }

  private void applyBatch(Connection connection, List<ReadEntry> read) throws SQLException {
    insertEntries(connection, read);
    insertKids(connection, read);
    insertKnown(connection, read);
    Ledger ledger = registry.inside(connection, read.getFirst().entry().index().value());
    for (ReadEntry entry : read) {
      consequences(connection, entry);
    }
    ResultRows.insert(connection, read, ledger);
    for (ReadEntry entry : read) {
      // Behind the results, since it marks those of its own batch too.
      if (entry.entry().statement() instanceof Key.Revoke revoke) {
        doubt(connection, entry.entry().index(), revoke);
      }
    }
    new CaseTables(connection).apply(read, ledger);
  }

  /** Marks what the key signed and was received after it was compromised. */
  private static void doubt(Connection connection, EntryIndex index, Key.Revoke revoke)
      throws SQLException {
    Instant since = revoke.compromisedSince();
    if (since == null) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            with doubted as (
              update entry e
              set key_doubted = true
              from entry_kid k
              where k.kid = ?
              and k.entry_index < ?
              and e.entry_index = k.entry_index
              and e.received_at > ?
              and not e.key_doubted
              returning e.entry_index
            )
            update result r
            set key_doubted = true, doubted_by = ?
            from doubted d
            where r.entry_index = d.entry_index
            """)) {
      statement.setString(1, revoke.kid());
      statement.setLong(2, index.value());
      statement.setObject(3, Timestamp.cut(since).atOffset(ZoneOffset.UTC));
      statement.setLong(4, index.value());
      statement.executeUpdate();
    }
  }

  private static void insertEntries(Connection connection, List<ReadEntry> entries)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into entry (entry_index, leaf_hash, type, submitter, model, relation, suspicion,
                               verdict, results, received_at)
            values (?, ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?)
            """)) {
      for (ReadEntry read : entries) {
        LedgerEntry entry = read.entry();
        EntryRecord record = entry.record();
        EntryRecord.Summary assessment = record.assessment();
        insert.setLong(1, entry.index().value());
        insert.setBytes(2, entry.leafHash().bytes().toArray());
        insert.setString(3, record.type().word());
        insert.setString(4, record.submitter().value());
        insert.setString(
            5,
            entry.statement() instanceof Evaluation evaluation
                ? evaluation.model().id().toString()
                : null);
        insert.setString(6, record.relation() == null ? null : record.relation().word());
        insert.setString(7, assessment == null ? null : assessment.suspicion());
        insert.setString(8, assessment == null ? null : assessment.verdict().word());
        insert.setInt(
            9,
            entry.statement() instanceof Evaluation evaluation ? evaluation.results().size() : 0);
        insert.setObject(10, record.receivedAt().atOffset(ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void insertKids(Connection connection, List<ReadEntry> entries)
      throws SQLException {
    try (var insert =
        connection.prepareStatement("insert into entry_kid (kid, entry_index) values (?, ?)")) {
      for (ReadEntry read : entries) {
        for (Kid kid : read.entry().record().kids()) {
          insert.setString(1, kid.value());
          insert.setLong(2, read.entry().index().value());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void insertKnown(Connection connection, List<ReadEntry> entries)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into known_envelope (sha256, entry_index) values (?, ?)")) {
      for (ReadEntry read : entries) {
        insert.setBytes(1, read.entry().record().envelope().bytes().toArray());
        insert.setLong(2, read.entry().index().value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void consequences(Connection connection, ReadEntry read) throws SQLException {
    LedgerEntry entry = read.entry();
    switch (entry.statement()) {
      case Evaluation evaluation -> supersede(connection, entry, evaluation);
      case Withdrawal withdrawal -> withdraw(connection, entry, withdrawal);
      case Takedown takedown ->
          update(
              connection,
              "update entry set erased_by = ? where entry_index = ?",
              entry.index().value(),
              takedown.entry().index().value());
      case Reassessment again -> reassess(connection, read, again);
      default -> {}
    }
  }

  /** Readers see what the newest assessment came to. */
  private static void reassess(Connection connection, ReadEntry read, Reassessment again)
      throws SQLException {
    long index = read.entry().index().value();
    long target = again.entry().index().value();
    update(
        connection,
        "insert into reassessment (entry_index, target_index) values (?, ?)",
        index,
        target);
    try (var update =
        connection.prepareStatement(
            """
            update result
            set suspicion = ?::numeric, verdict = ?, assessed_by = ?
            where entry_index = ?
            and result = ?
            """)) {
      for (int i = 0; i < read.entry().assessed().size(); i++) {
        update.setString(1, read.entry().assessed().get(i).suspicion());
        update.setString(2, read.entry().assessed().get(i).verdict().word());
        update.setLong(3, index);
        update.setLong(4, target);
        update.setInt(5, i);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void supersede(Connection connection, LedgerEntry entry, Evaluation evaluation)
      throws SQLException {
    for (Result result : evaluation.results()) {
      ResultReference superseded = result.supersedes();
      if (superseded != null) {
        update(
            connection,
            "update result set superseded_by = ? where entry_index = ? and result = ?",
            entry.index().value(),
            superseded.entry().index().value(),
            superseded.result());
      }
    }
  }

  private static void withdraw(Connection connection, LedgerEntry entry, Withdrawal withdrawal)
      throws SQLException {
    long target = withdrawal.entry().index().value();
    List<Integer> results = withdrawal.results();
    if (results == null) {
      update(
          connection,
          """
          update result
          set withdrawn_by = ?
          where entry_index = ?
          and withdrawn_by is null
          """,
          entry.index().value(),
          target);
      return;
    }
    for (int result : results) {
      update(
          connection,
          """
          update result
          set withdrawn_by = ?
          where entry_index = ?
          and result = ?
          and withdrawn_by is null
          """,
          entry.index().value(),
          target,
          result);
    }
  }

  private static void update(Connection connection, String sql, long... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}

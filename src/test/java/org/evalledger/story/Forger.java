package org.evalledger.story;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.Frontier;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;

/**
 * An operator who cheats: with the database's owner and the log's key in hand it takes the triggers
 * away, changes what it likes, and signs a head that fits.
 */
final class Forger {
  private static final String[] TABLES = {
    "log_head",
    "log_checkpoint",
    "log_entry",
    "log_entry_0",
    "log_facts",
    "log_facts_0",
    "log_envelope",
    "log_envelope_0",
    "log_assessment",
    "log_assessment_0"
  };

  private final TestDatabase database;
  private final NoteSigner logKey;

  Forger(TestDatabase database, NoteSigner logKey) {
    this.database = database;
    this.logKey = logKey;
  }

  /** Work on the tables, nothing refused. */
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** Does {@code work}; all tables are as they were before when the result is closed. */
  private Undo change(Work work) throws SQLException {
    try (var connection = database.connect()) {
      for (String table : TABLES) {
        execute(connection, "alter table " + table + " disable trigger all");
      }
      for (String table : TABLES) {
        if (!table.endsWith("_0")) {
          execute(connection, "create table kept_" + table + " as select * from " + table);
        }
      }
      work.on(connection);
    }
    return this::undo;
  }

  /** Takes a change back. */
  interface Undo extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private void undo() throws SQLException {
    try (var connection = database.connect()) {
      for (String table : TABLES) {
        if (!table.endsWith("_0")) {
          execute(connection, "delete from " + table);
          execute(connection, "insert into " + table + " select * from kept_" + table);
          execute(connection, "drop table kept_" + table);
        }
      }
      for (String table : TABLES) {
        execute(connection, "alter table " + table + " enable trigger all");
      }
    }
  }

  /** Rewrites the record of an entry, and every hash above it. */
  Undo rewrite(long index, UnaryOperator<EntryRecord> forgery, Optional<Bytes> assessment)
      throws SQLException {
    return change(
        connection -> {
          EntryRecord record = forgery.apply(EntryRecord.parse(record(connection, index)));
          update(
              connection,
              "update log_entry set record = ?, leaf_hash = ? where entry_index = " + index,
              record.bytes(),
              MerkleHash.leaf(record.bytes()).bytes());
          if (assessment.isPresent()) {
            update(
                connection,
                "update log_assessment set assessment = ? where entry_index = " + index,
                assessment.get());
          }
          sign(connection);
        });
  }

  /** Appends an entry that no service let in. */
  Undo append(EntryRecord record, Bytes facts, Bytes envelope) throws SQLException {
    return change(
        connection -> {
          long index = size(connection);
          update(
              connection,
              "insert into log_entry values (" + index + ", ?, ?)",
              MerkleHash.leaf(record.bytes()).bytes(),
              record.bytes());
          update(connection, "insert into log_facts values (" + index + ", ?)", facts);
          update(
              connection,
              "insert into log_envelope values (%d, '%s', ?)".formatted(index, record.mediaType()),
              envelope);
          sign(connection);
        });
  }

  /** Forgets the last {@code entries}. */
  Undo cut(int entries) throws SQLException {
    return change(
        connection -> {
          long size = size(connection) - entries;
          for (String table : new String[] {"entry", "facts", "envelope", "assessment"}) {
            execute(connection, "delete from log_" + table + " where entry_index >= " + size);
          }
          execute(connection, "delete from log_checkpoint where tree_size > " + size);
          sign(connection);
        });
  }

  /** Another leaf hash beside the same record; the head stays. */
  Undo swapLeafHash(long index) throws SQLException {
    return change(
        connection ->
            execute(
                connection,
                "update log_entry set leaf_hash = sha256(leaf_hash) where entry_index = " + index));
  }

  private void sign(Connection connection) throws SQLException {
    var tree = new Frontier();
    try (var select = connection.createStatement();
        ResultSet row =
            select.executeQuery("select leaf_hash from log_entry order by entry_index")) {
      while (row.next()) {
        tree.append(Sha256.ofDigest(row.getBytes(1)));
      }
    }
    String text = new Checkpoint(logKey.verifier().name(), tree.size(), tree.root()).text();
    String note = SignedNote.sign(text, logKey).bytes().utf8();
    update(
        connection,
        "update log_head set tree_size = %s, root_hash = ?, checkpoint = '%s', last_prefix = 0"
            .formatted(tree.size(), note),
        tree.root().bytes());
  }

  private static long size(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from log_entry")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Bytes record(Connection connection, long index) throws SQLException {
    try (var select = connection.createStatement();
        ResultSet row =
            select.executeQuery("select record from log_entry where entry_index = " + index)) {
      row.next();
      return Bytes.copyOf(row.getBytes(1));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void update(Connection connection, String sql, Bytes... values)
      throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setBytes(i + 1, values[i].toArray());
      }
      update.executeUpdate();
    }
  }
}

package org.evalledger.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.TileNode;

/** The SQL of the log's own tables. Every method works inside its caller's transaction. */
final class LogTables {
  private LogTables() {}

  static void createHead(Connection connection, LogIdentity identity, Head head)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into log_head (origin, log_key_ids, tree_size, root_hash, checkpoint, last_prefix)
            values (?, ?, 0, ?, ?, 0)
            on conflict do nothing
            """)) {
      insert.setString(1, identity.origin());
      insert.setArray(2, connection.createArrayOf("text", keyIds(identity)));
      insert.setBytes(3, head.root().bytes().toArray());
      insert.setString(4, head.checkpoint().utf8());
      insert.executeUpdate();
    }
  }

  private static String[] keyIds(LogIdentity identity) {
    return identity.keys().stream().map(key -> key.keyId().toString()).toArray(String[]::new);
  }

  /** Which of the log's keys the database knows. */
  enum Keys {
    /** All that sign its checkpoints now. */
    ALL,
    /** The first: the log was made when there was no other. */
    FIRST_ALONE
  }

  /** Refuses a database that belongs to another log, or to this log under another key. */
  static Keys checkIdentity(Connection connection, LogIdentity identity) throws SQLException {
    try (var select = connection.prepareStatement("select origin, log_key_ids from log_head");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("the log has no head");
      }
      String origin = row.getString(1);
      List<String> keys = List.of((String[]) row.getArray(2).getArray());
      List<String> wanted = List.of(keyIds(identity));
      boolean all = keys.equals(wanted);
      if (!origin.equals(identity.origin()) || !(all || keys.equals(wanted.subList(0, 1)))) {
        throw new IllegalStateException(
            "The database holds the log \"%s\" with key %s, the service is \"%s\" with key %s; set"
                    .formatted(origin, keys, identity.origin(), wanted)
                + " EVALLEDGER_ORIGIN and EVALLEDGER_LOG_KEY to those of the database.");
      }
      return all ? Keys.ALL : Keys.FIRST_ALONE;
    }
  }

  /** Notes all keys, and the newest checkpoint with a signature by each. */
  static void addKeys(Connection connection, LogIdentity identity, Bytes checkpoint)
      throws SQLException {
    try (var update =
        connection.prepareStatement("update log_head set log_key_ids = ?, checkpoint = ?")) {
      update.setArray(1, connection.createArrayOf("text", keyIds(identity)));
      update.setString(2, checkpoint.utf8());
      update.executeUpdate();
    }
  }

  /** The head; with {@code lock} no other append comes in between before the transaction ends. */
  static Optional<Head> head(Connection connection, boolean lock) throws SQLException {
    String sql =
        """
        select tree_size, root_hash, checkpoint, last_received_at, last_prefix
        from log_head
        """;
    try (var select = connection.prepareStatement(lock ? sql + "for update" : sql);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Optional<Instant> received =
          Optional.ofNullable(row.getObject(4, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant);
      return Optional.of(
          new Head(
              row.getLong(1),
              Sha256.ofDigest(row.getBytes(2)),
              Bytes.ofUtf8(row.getString(3)),
              received,
              row.getLong(5)));
    }
  }

  /** Moves the head from {@code seen} entries on; refuses a head that is not the one seen. */
  static void advance(Connection connection, long seen, Head head) throws SQLException {
    try (var update =
        connection.prepareStatement(
            """
            update log_head
            set tree_size = ?, root_hash = ?, checkpoint = ?, last_received_at = ?, last_prefix = ?
            where tree_size = ?
            """)) {
      update.setLong(1, head.size());
      update.setBytes(2, head.root().bytes().toArray());
      update.setString(3, head.checkpoint().utf8());
      update.setObject(
          4, head.lastReceivedAt().map(time -> time.atOffset(ZoneOffset.UTC)).orElseThrow());
      update.setLong(5, head.lastPrefix());
      update.setLong(6, seen);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("the head is no longer at size " + seen);
      }
    }
  }

  static void insert(
      Connection connection, List<LogEntry> entries, List<Draft> drafts, List<TileNode> nodes)
      throws SQLException {
    long first = entries.getFirst().index();
    ensurePartition(connection, entries.getLast().index());
    insertEntries(connection, entries);
    batch(
        connection,
        "insert into log_facts (entry_index, facts) values (?, ?)",
        entries,
        (insert, entry) -> {
          insert.setLong(1, entry.index());
          insert.setBytes(2, entry.facts().toArray());
        });
    batch(
        connection,
        "insert into log_envelope (entry_index, media_type, envelope) values (?, ?, ?)",
        entries.stream()
            .filter(entry -> draft(drafts, entry, first).envelope().isPresent())
            .toList(),
        (insert, entry) -> {
          Draft draft = draft(drafts, entry, first);
          insert.setLong(1, entry.index());
          insert.setString(2, draft.mediaType());
          insert.setBytes(3, draft.envelope().orElseThrow().toArray());
        });
    batch(
        connection,
        "insert into log_assessment (entry_index, assessment) values (?, ?)",
        entries.stream().filter(entry -> entry.assessment().isPresent()).toList(),
        (insert, entry) -> {
          insert.setLong(1, entry.index());
          insert.setBytes(2, entry.assessment().orElseThrow().toArray());
        });
    batch(
        connection,
        "insert into log_node (tile_level, node_index, hash) values (?, ?, ?)",
        nodes,
        (insert, node) -> {
          insert.setInt(1, node.level());
          insert.setLong(2, node.index());
          insert.setBytes(3, node.hash().bytes().toArray());
        });
    erase(connection, entries, drafts);
  }

  private static Draft draft(List<Draft> drafts, LogEntry entry, long first) {
    return drafts.get((int) (entry.index() - first));
  }

  private static void ensurePartition(Connection connection, long index) throws SQLException {
    try (var call = connection.prepareStatement("select log_ensure_partition(?)")) {
      call.setLong(1, index);
      call.execute();
    }
  }

  private static void insertEntries(Connection connection, List<LogEntry> entries)
      throws SQLException {
    batch(
        connection,
        "insert into log_entry (entry_index, leaf_hash, record) values (?, ?, ?)",
        entries,
        (insert, entry) -> {
          insert.setLong(1, entry.index());
          insert.setBytes(2, entry.leafHash().bytes().toArray());
          insert.setBytes(3, entry.record().toArray());
        });
  }

  /** Adds the checkpoint of {@code head} to those that were ever published; it must be new. */
  static void insertCheckpoint(Connection connection, Head head) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into log_checkpoint (tree_size, root_hash, checkpoint) values (?, ?, ?)")) {
      insert.setLong(1, head.size());
      insert.setBytes(2, head.root().bytes().toArray());
      insert.setString(3, head.checkpoint().utf8());
      insert.executeUpdate();
    }
  }

  /** Adds a checkpoint that another ledger signed, unless there is one of that size. */
  static void keepCheckpoint(Connection connection, long size, Sha256 root, Bytes checkpoint)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into log_checkpoint (tree_size, root_hash, checkpoint)
            values (?, ?, ?)
            on conflict do nothing
            """)) {
      insert.setLong(1, size);
      insert.setBytes(2, root.bytes().toArray());
      insert.setString(3, checkpoint.utf8());
      insert.executeUpdate();
    }
  }

  /** The one narrow way in which anything leaves the log: promise 8. */
  private static void erase(Connection connection, List<LogEntry> entries, List<Draft> drafts)
      throws SQLException {
    for (int i = 0; i < drafts.size(); i++) {
      Optional<Long> target = drafts.get(i).erases();
      if (target.isPresent()) {
        update(
            connection,
            "insert into log_takedown (target_index, takedown_index) values (?, ?)",
            target.get(),
            entries.get(i).index());
        update(connection, "delete from log_envelope where entry_index = ?", target.get());
      }
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

  /** Sets the parameters of one row. */
  private interface Row<T> {
    void set(PreparedStatement insert, T value) throws SQLException;
  }

  private static <T> void batch(Connection connection, String sql, List<T> values, Row<T> row)
      throws SQLException {
    if (values.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(sql)) {
      for (T value : values) {
        row.set(insert, value);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Entries from {@code first} on, at most {@code limit}, in their order. */
  static List<LogEntry> entries(Connection connection, long first, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select e.entry_index, e.leaf_hash, e.record, f.facts, a.assessment
            from log_entry e
            join log_facts f on f.entry_index = e.entry_index
            left join log_assessment a on a.entry_index = e.entry_index
            where e.entry_index >= ?
            and e.entry_index < ?
            order by e.entry_index
            """)) {
      select.setLong(1, first);
      select.setLong(2, first + limit);
      return entries(select);
    }
  }

  /** How many entries the one at {@code index} was decided from. */
  static long prefix(Connection connection, long index) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select (convert_from(e.record, 'UTF8')::jsonb ->> 'prefix')::bigint
            from log_entry e
            where e.entry_index = ?
            """)) {
      select.setLong(1, index);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The entries at {@code indexes}, in the order of the log. */
  static List<LogEntry> entries(Connection connection, List<Long> indexes) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select e.entry_index, e.leaf_hash, e.record, f.facts, a.assessment
            from log_entry e
            join log_facts f on f.entry_index = e.entry_index
            left join log_assessment a on a.entry_index = e.entry_index
            where e.entry_index = any (?)
            order by e.entry_index
            """)) {
      select.setArray(1, connection.createArrayOf("bigint", indexes.toArray()));
      return entries(select);
    }
  }

  private static List<LogEntry> entries(PreparedStatement select) throws SQLException {
    var entries = new ArrayList<LogEntry>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        entries.add(
            new LogEntry(
                row.getLong(1),
                Sha256.ofDigest(row.getBytes(2)),
                Bytes.copyOf(row.getBytes(3)),
                Bytes.copyOf(row.getBytes(4)),
                Optional.ofNullable(row.getBytes(5)).map(Bytes::copyOf),
                null));
      }
    }
    return entries;
  }
}

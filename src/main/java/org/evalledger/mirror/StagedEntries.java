package org.evalledger.mirror;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;

/**
 * The SQL of {@code mirror_entry}: what was verified and waits for the log to take it in. Every
 * method works inside its caller's transaction.
 */
final class StagedEntries {
  /** Bytes of what is read at once, about; one entry in any case. */
  static final long PAGE_BYTES = 8L << 20;

  /** Rows that wait in memory; an envelope may have megabytes. */
  private static final int FETCHED = 4;

  private StagedEntries() {}

  static boolean keep(Connection connection, List<SourceEntry> entries) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into mirror_entry
              (entry_index, leaf_hash, record, facts, assessment, media_type, envelope)
            values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (SourceEntry entry : entries) {
        insert.setLong(1, entry.index().value());
        insert.setBytes(2, entry.leafHash().bytes().toArray());
        insert.setBytes(3, entry.record().toArray());
        insert.setBytes(4, entry.facts().toArray());
        insert.setBytes(5, entry.assessment().map(Bytes::toArray).orElse(null));
        insert.setString(6, entry.envelope().map(StoredEnvelope::mediaType).orElse(null));
        insert.setBytes(7, entry.envelope().map(e -> e.bytes().toArray()).orElse(null));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
  }

  /** Entries from {@code first} on, at most {@code limit} and no long page, in their order. */
  static List<SourceEntry> from(Connection connection, long first, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select entry_index, leaf_hash, record, facts, assessment, media_type, envelope
            from mirror_entry
            where entry_index >= ?
            and entry_index < ?
            order by entry_index
            """)) {
      select.setLong(1, first);
      select.setLong(2, first + limit);
      select.setFetchSize(FETCHED);
      var entries = new ArrayList<SourceEntry>();
      try (ResultSet row = select.executeQuery()) {
        for (long bytes = 0; bytes < PAGE_BYTES && row.next(); ) {
          SourceEntry entry = entry(row);
          entries.add(entry);
          bytes += bytes(entry);
        }
      }
      return entries;
    }
  }

  private static SourceEntry entry(ResultSet row) throws SQLException {
    return new SourceEntry(
        new EntryIndex(row.getLong(1)),
        Sha256.ofDigest(row.getBytes(2)),
        Bytes.copyOf(row.getBytes(3)),
        Bytes.copyOf(row.getBytes(4)),
        Optional.ofNullable(row.getBytes(5)).map(Bytes::copyOf),
        Optional.ofNullable(row.getString(6)).isPresent()
            ? Optional.of(new StoredEnvelope(row.getString(6), Bytes.copyOf(row.getBytes(7))))
            : Optional.empty());
  }

  /** How long {@code entry} is, all in all. */
  static long bytes(SourceEntry entry) {
    return (long) entry.record().length()
        + entry.facts().length()
        + entry.assessment().map(Bytes::length).orElse(0)
        + entry.envelope().map(envelope -> envelope.bytes().length()).orElse(0);
  }

  /** Forgets the entries from {@code first} on. */
  static boolean drop(Connection connection, long first) throws SQLException {
    try (var delete =
        connection.prepareStatement("delete from mirror_entry where entry_index >= ?")) {
      delete.setLong(1, first);
      return delete.executeUpdate() > 0;
    }
  }
}

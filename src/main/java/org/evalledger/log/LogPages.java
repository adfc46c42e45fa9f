package org.evalledger.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Transactions;
import org.evalledger.signing.StoredEnvelope;

/**
 * Reads many entries with what stands beside them, in few queries. A page ends by bytes too, told
 * from their lengths before any of them is read: one entry may have megabytes.
 */
@Singleton
public final class LogPages {
  private final Transactions transactions;

  LogPages(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Some entries.
   *
   * @param entries in the order of the log
   * @param envelopes by index, where they were asked for and are not erased
   * @param erasedBy by index, the takedown that erased the envelope
   * @param more whether there are further entries among those asked for
   */
  public record Page(
      List<LogEntry> entries,
      Map<Long, StoredEnvelope> envelopes,
      Map<Long, Long> erasedBy,
      boolean more) {
    public Page {
      entries = List.copyOf(entries);
      envelopes = Map.copyOf(envelopes);
      erasedBy = Map.copyOf(erasedBy);
    }
  }

  /**
   * The first of the entries at {@code indexes}, as many as fit, and one at least.
   *
   * @param indexes ascending
   * @param limit how many entries, at most
   * @param bytes of records, facts, assessments and, where they are wanted, envelopes, at most
   * @param envelopes whether these are wanted
   */
  public Page read(List<Long> indexes, int limit, long bytes, boolean envelopes) {
    if (indexes.isEmpty()) {
      return new Page(List.of(), Map.of(), Map.of(), false);
    }
    return transactions.read(
        connection -> {
          var fitting = new ArrayList<Long>();
          boolean more = fit(connection, indexes, limit, bytes, envelopes, fitting);
          return new Page(
              LogTables.entries(connection, fitting),
              envelopes ? envelopes(connection, fitting) : Map.of(),
              erasedBy(connection, fitting),
              more);
        });
  }

  /** Adds to {@code fitting}; whether there are more. */
  private static boolean fit(
      Connection connection,
      List<Long> indexes,
      int limit,
      long bytes,
      boolean envelopes,
      List<Long> fitting)
      throws SQLException {
    // The bounds are for the planner, which leaves out partitions by them.
    try (var select =
        connection.prepareStatement(
            """
            select e.entry_index
            , octet_length(e.record)::bigint + octet_length(f.facts)
              + coalesce(octet_length(a.assessment), 0) + coalesce(octet_length(v.envelope), 0)
            from log_entry e
            join log_facts f on f.entry_index = e.entry_index
            left join log_assessment a on a.entry_index = e.entry_index
            left join log_envelope v on v.entry_index = e.entry_index and ?
            where e.entry_index between ? and ?
            and e.entry_index = any (?)
            order by e.entry_index
            """)) {
      select.setBoolean(1, envelopes);
      select.setLong(2, indexes.getFirst());
      select.setLong(3, indexes.getLast());
      select.setArray(4, connection.createArrayOf("bigint", indexes.toArray()));
      try (ResultSet row = select.executeQuery()) {
        long sum = 0;
        while (row.next()) {
          sum += row.getLong(2);
          if (fitting.size() == limit || (sum > bytes && !fitting.isEmpty())) {
            return true;
          }
          fitting.add(row.getLong(1));
        }
        return false;
      }
    }
  }

  private static Map<Long, StoredEnvelope> envelopes(Connection connection, List<Long> indexes)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select entry_index, media_type, envelope
            from log_envelope
            where entry_index = any (?)
            """)) {
      select.setArray(1, connection.createArrayOf("bigint", indexes.toArray()));
      var found = new HashMap<Long, StoredEnvelope>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              row.getLong(1), new StoredEnvelope(row.getString(2), Bytes.copyOf(row.getBytes(3))));
        }
      }
      return found;
    }
  }

  private static Map<Long, Long> erasedBy(Connection connection, List<Long> indexes)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select target_index, takedown_index
            from log_takedown
            where target_index = any (?)
            """)) {
      select.setArray(1, connection.createArrayOf("bigint", indexes.toArray()));
      var found = new HashMap<Long, Long>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(row.getLong(1), row.getLong(2));
        }
      }
      return found;
    }
  }
}

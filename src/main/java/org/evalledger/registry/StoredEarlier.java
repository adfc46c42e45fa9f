package org.evalledger.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Sha256;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;

/** What the projections know of earlier entries and results, asked for a whole batch at once. */
public final class StoredEarlier implements Earlier {
  private final Map<EntryIndex, EarlierEntry> entries = new HashMap<>();
  private final Map<ConflictKey, StandingResult> results = new HashMap<>();

  private StoredEarlier() {}

  /** Looks up all that the rules will ask for: {@code indexes} and {@code keys}. */
  public static StoredEarlier read(
      Connection connection, Collection<EntryIndex> indexes, Collection<ConflictKey> keys)
      throws SQLException {
    var earlier = new StoredEarlier();
    if (!indexes.isEmpty()) {
      earlier.readEntries(connection, indexes);
    }
    if (!keys.isEmpty()) {
      earlier.readResults(connection, keys);
    }
    return earlier;
  }

  /** Which of the envelopes with these digests are in the log, and where. */
  public static Map<Sha256, Long> envelopes(Connection connection, Collection<Sha256> digests)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select sha256, entry_index from known_envelope where sha256 = any (?)")) {
      byte[][] wanted =
          digests.stream().map(digest -> digest.bytes().toArray()).toArray(byte[][]::new);
      select.setArray(1, connection.createArrayOf("bytea", wanted));
      var known = new HashMap<Sha256, Long>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.put(Sha256.ofDigest(row.getBytes(1)), row.getLong(2));
        }
      }
      return known;
    }
  }

  @Override
  public Optional<EarlierEntry> entry(EntryIndex index) {
    return Optional.ofNullable(entries.get(index));
  }

  @Override
  public Optional<StandingResult> current(ConflictKey key) {
    return Optional.ofNullable(results.get(key));
  }

  private void readEntries(Connection connection, Collection<EntryIndex> indexes)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select e.entry_index, e.leaf_hash, e.type, e.submitter, e.results,
                   t.target_index is not null, split_part(e.model, '/', 1),
                   array(
                     select jsonb_array_elements_text(convert_from(l.record, 'UTF8')::jsonb -> 'kids')
                   )
            from entry e
            join log_entry l on l.entry_index = e.entry_index
            left join log_takedown t on t.target_index = e.entry_index
            where e.entry_index = any (?)
            """)) {
      Object[] wanted = indexes.stream().map(EntryIndex::value).distinct().toArray();
      select.setArray(1, connection.createArrayOf("bigint", wanted));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          var index = new EntryIndex(row.getLong(1));
          entries.put(
              index,
              new EarlierEntry(
                  index,
                  Sha256.ofDigest(row.getBytes(2)),
                  StatementType.of(row.getString(3)).orElseThrow(),
                  new SubmitterId(row.getString(4)),
                  row.getInt(5),
                  row.getBoolean(6),
                  row.getString(7),
                  Stream.of((String[]) row.getArray(8).getArray()).map(Kid::new).toList()));
        }
      }
    }
  }

  private void readResults(Connection connection, Collection<ConflictKey> keys)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select r.conflict_key, r.entry_index, e.leaf_hash, r.result, r.value
            from result r
            join entry e on e.entry_index = r.entry_index
            where r.conflict_key = any (?)
            and r.superseded_by is null
            """)) {
      byte[][] wanted =
          keys.stream().map(key -> key.digest().bytes().toArray()).toArray(byte[][]::new);
      select.setArray(1, connection.createArrayOf("bytea", wanted));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          results.put(
              new ConflictKey(Sha256.ofDigest(row.getBytes(1))),
              new StandingResult(
                  new EntryIndex(row.getLong(2)),
                  Sha256.ofDigest(row.getBytes(3)),
                  row.getInt(4),
                  new Decimal(row.getString(5))));
        }
      }
    }
  }
}

package org.evalledger.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Transactions;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TileCoordinate;
import org.evalledger.merkle.TileSource;
import org.evalledger.merkle.TiledTree;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.StoredEnvelope;

/** Reads the log: its head, entries, envelopes and proofs. */
@Singleton
public final class LogReader {
  private final Transactions transactions;

  LogReader(Transactions transactions) {
    this.transactions = transactions;
  }

  /** How many entries there are, inside the caller's transaction. */
  public static long size(Connection connection) throws SQLException {
    return LogTables.head(connection, false).map(Head::size).orElse(0L);
  }

  /** Entries from {@code first} on, at most {@code limit}, inside the caller's transaction. */
  public static List<LogEntry> entries(Connection connection, long first, int limit)
      throws SQLException {
    return LogTables.entries(connection, first, limit);
  }

  /** The entries at {@code indexes}, in the order of the log, inside the caller's transaction. */
  public static List<LogEntry> entries(Connection connection, List<Long> indexes)
      throws SQLException {
    return LogTables.entries(connection, indexes);
  }

  /** The root of the first {@code size} entries, inside the caller's transaction. */
  public static Sha256 root(Connection connection, long size) {
    return new TiledTree(tiles(connection), new TreeSize(size)).root();
  }

  /** How many entries there are; none as well where the log has no head yet. */
  public long size() {
    return transactions.read(LogReader::size);
  }

  /** The newest state of the log. */
  public Head head() {
    return transactions.read(connection -> LogTables.head(connection, false).orElseThrow());
  }

  /** The entry at {@code index}; empty when there is none yet. */
  public Optional<LogEntry> entry(long index) {
    return entries(index, 1).stream().findFirst();
  }

  /** Entries from {@code first} on, at most {@code limit}, in their order. */
  public List<LogEntry> entries(long first, int limit) {
    return transactions.read(connection -> LogTables.entries(connection, first, limit));
  }

  /** The entries at {@code indexes}, in the order of the log. */
  public List<LogEntry> entries(List<Long> indexes) {
    return transactions.read(connection -> LogTables.entries(connection, indexes));
  }

  /** The envelope of entry {@code index}; empty when it was erased or there is no such entry. */
  public Optional<StoredEnvelope> envelope(long index) {
    return transactions.read(
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "select media_type, envelope from log_envelope where entry_index = ?")) {
            select.setLong(1, index);
            ResultSet row = select.executeQuery();
            return row.next()
                ? Optional.of(new StoredEnvelope(row.getString(1), Bytes.copyOf(row.getBytes(2))))
                : Optional.empty();
          }
        });
  }

  /** The signed note of exactly {@code size} entries; empty when none was published. */
  public Optional<Bytes> checkpoint(long size) {
    return checkpoint("select checkpoint from log_checkpoint where tree_size = ?", size);
  }

  /** When the signed note of exactly {@code size} entries was written here; empty when none was. */
  public Optional<Instant> published(long size) {
    return transactions.read(
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "select created_at from log_checkpoint where tree_size = ?")) {
            select.setLong(1, size);
            ResultSet row = select.executeQuery();
            return row.next()
                ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                : Optional.empty();
          }
        });
  }

  /** The first signed note that covers entry {@code index}: the one of its receipt. */
  public Optional<Bytes> checkpointCovering(long index) {
    return checkpoint(
        """
        select checkpoint
        from log_checkpoint
        where tree_size > ?
        order by tree_size
        limit 1
        """,
        index);
  }

  private Optional<Bytes> checkpoint(String sql, long parameter) {
    return transactions.read(
        connection -> {
          try (var select = connection.prepareStatement(sql)) {
            select.setLong(1, parameter);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(Bytes.ofUtf8(row.getString(1))) : Optional.empty();
          }
        });
  }

  /** Proof that entry {@code index} is in the tree of {@code size}; {@code index < size}. */
  public InclusionProof inclusion(long index, long size) {
    return transactions.read(
        connection -> new TiledTree(tiles(connection), new TreeSize(size)).inclusion(index));
  }

  /** Proof that the tree of {@code to} begins with that of {@code from}; 1 to {@code to}. */
  public ConsistencyProof consistency(long from, long to) {
    return transactions.read(
        connection ->
            new TiledTree(tiles(connection), new TreeSize(to)).consistency(new TreeSize(from)));
  }

  /**
   * The hashes of {@code wanted} (C2SP tlog-tiles); empty when the log is not long enough for it. A
   * tile of a tree once published stays what it was, also when a wider one exists.
   */
  public Optional<Tile> tile(TileCoordinate wanted) {
    return transactions.read(
        connection ->
            has(connection, wanted)
                ? Optional.of(LogTiles.read(connection, wanted))
                : Optional.empty());
  }

  /** The records below {@code wanted}, a tile of level 0; empty when the log is not that long. */
  public Optional<EntryBundle> entryBundle(TileCoordinate wanted) {
    return transactions.read(
        connection ->
            has(connection, wanted)
                ? Optional.of(LogTiles.entryBundle(connection, wanted))
                : Optional.empty());
  }

  private static boolean has(Connection connection, TileCoordinate wanted) throws SQLException {
    return wanted.existsAt(new TreeSize(size(connection)));
  }

  /** The root of the first {@code size} entries, of which all must be there. */
  public Sha256 root(long size) {
    return transactions.read(connection -> root(connection, size));
  }

  static TileSource tiles(Connection connection) {
    return wanted -> {
      try {
        return LogTiles.read(connection, wanted);
      } catch (SQLException e) {
        throw new IllegalStateException("tiles cannot be read", e);
      }
    };
  }
}

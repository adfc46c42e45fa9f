package org.evalledger.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TileCoordinate;

/** Tiles as the tables hold them: level 0 from the leaf hashes, the others from the nodes. */
final class LogTiles {
  private LogTiles() {}

  static List<Tile> read(Connection connection, List<TileCoordinate> wanted) throws SQLException {
    var tiles = new ArrayList<Tile>(wanted.size());
    for (TileCoordinate coordinate : wanted) {
      tiles.add(read(connection, coordinate));
    }
    return tiles;
  }

  static Tile read(Connection connection, TileCoordinate coordinate) throws SQLException {
    boolean leaves = coordinate.level() == 0;
    String sql =
        leaves
            ? """
            select leaf_hash
            from log_entry
            where entry_index >= ?
            and entry_index < ?
            order by entry_index
            """
            : """
            select hash
            from log_node
            where node_index >= ?
            and node_index < ?
            and tile_level = ?
            order by node_index
            """;
    long first = coordinate.firstNode();
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, first);
      select.setLong(2, first + coordinate.width());
      if (!leaves) {
        select.setInt(3, coordinate.level());
      }
      var hashes = new ArrayList<Sha256>(coordinate.width());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hashes.add(Sha256.ofDigest(row.getBytes(1)));
        }
      }
      return Tile.of(coordinate, hashes);
    }
  }

  /** The records whose hashes are the tile {@code coordinate} of level 0. */
  static EntryBundle entryBundle(Connection connection, TileCoordinate coordinate)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select record
            from log_entry
            where entry_index >= ?
            and entry_index < ?
            order by entry_index
            """)) {
      select.setLong(1, coordinate.firstNode());
      select.setLong(2, coordinate.firstNode() + coordinate.width());
      var records = new ArrayList<Bytes>(coordinate.width());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          records.add(Bytes.copyOf(row.getBytes(1)));
        }
      }
      if (records.size() != coordinate.width()) {
        throw new IllegalStateException(
            "%d records below %s".formatted(records.size(), coordinate));
      }
      return new EntryBundle(records);
    }
  }
}

package org.evalledger.registry;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.log.LogEntry;
import org.evalledger.log.Projection;

/** The SQL of {@code snapshot} and {@code snapshot_part}, inside the caller's transaction. */
@Singleton
final class SnapshotTable implements Projection {
  SnapshotTable() {}

  /**
   * Which snapshot.
   *
   * @param size of the prefix
   * @param format of its bytes
   * @param algorithm by which the prefix was assessed
   */
  record Name(long size, int format, String algorithm) {
    void set(PreparedStatement statement, int first) throws SQLException {
      statement.setLong(first, size);
      statement.setInt(first + 1, format);
      statement.setString(first + 2, algorithm);
    }
  }

  /**
   * A row of {@code snapshot}.
   *
   * @param name which it is
   * @param root of the tree of that prefix
   * @param sha256 of the bytes
   * @param length of the bytes
   */
  record Row(Name name, Sha256 root, Sha256 sha256, long length) {}

  /** Nothing: a snapshot takes longer than an append may wait for; {@link Snapshots} writes it. */
  @Override
  public void apply(Connection connection, List<LogEntry> entries) {}

  @Override
  public void clear(Connection connection) throws SQLException {
    try (var delete = connection.prepareStatement("delete from snapshot")) {
      delete.executeUpdate();
    }
  }

  /** Those of a prefix up to {@code size} in that form, the newest first. */
  static List<Row> rows(Connection connection, Name newest) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select tree_size, root_hash, sha256, byte_length
            from snapshot
            where tree_size <= ?
            and format = ?
            and algorithm = ?
            order by tree_size desc
            """)) {
      newest.set(select, 1);
      var rows = new ArrayList<Row>();
      try (var row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  new Name(row.getLong(1), newest.format(), newest.algorithm()),
                  Sha256.ofDigest(row.getBytes(2)),
                  Sha256.ofDigest(row.getBytes(3)),
                  row.getLong(4)));
        }
      }
      return rows;
    }
  }

  /** Adds the row behind its parts. */
  static void insert(Connection connection, Row added) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into snapshot (tree_size, format, algorithm, root_hash, sha256, byte_length)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      added.name().set(insert, 1);
      insert.setBytes(4, added.root().bytes().toArray());
      insert.setBytes(5, added.sha256().bytes().toArray());
      insert.setLong(6, added.length());
      insert.executeUpdate();
    }
  }

  /** Deletes one and its parts, where it is there. */
  static void delete(Connection connection, Name name) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "delete from snapshot where tree_size = ? and format = ? and algorithm = ?")) {
      name.set(delete, 1);
      delete.executeUpdate();
    }
  }

  /** Deletes all of any form that are of a smaller prefix than {@code size}. */
  static void deleteBefore(Connection connection, long size) throws SQLException {
    try (var delete = connection.prepareStatement("delete from snapshot where tree_size < ?")) {
      delete.setLong(1, size);
      delete.executeUpdate();
    }
  }

  static void insertPart(Connection connection, Name name, int part, byte[] bytes)
      throws IOException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into snapshot_part (tree_size, format, algorithm, part, bytes)
            values (?, ?, ?, ?, ?)
            """)) {
      name.set(insert, 1);
      insert.setInt(4, part);
      insert.setBytes(5, bytes);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseStreamException(e);
    }
  }

  /** The bytes of a part; none behind the last. */
  static byte[] part(Connection connection, Name name, int part) throws IOException {
    try (var select =
        connection.prepareStatement(
            """
            select bytes
            from snapshot_part
            where tree_size = ?
            and format = ?
            and algorithm = ?
            and part = ?
            """)) {
      name.set(select, 1);
      select.setInt(4, part);
      try (var row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    } catch (SQLException e) {
      throw new DatabaseStreamException(e);
    }
  }
}

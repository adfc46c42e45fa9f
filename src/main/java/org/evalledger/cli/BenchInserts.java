package org.evalledger.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.bytes.Bytes;

/** The measure of all things: plain batched inserts of the same bytes into the same database. */
final class BenchInserts {
  private BenchInserts() {}

  /** Rows a second, each batch one durable commit. */
  static double perSecond(Connection connection, List<Bytes> envelopes, int batch)
      throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("create table if not exists bench (number bigint primary key, body bytea)");
      statement.execute("truncate bench");
      connection.commit();
    }
    long start = System.nanoTime();
    try (var insert = connection.prepareStatement("insert into bench values (?, ?)")) {
      for (int i = 0; i < envelopes.size(); i++) {
        insert.setLong(1, i);
        insert.setBytes(2, envelopes.get(i).toArray());
        insert.addBatch();
        if ((i + 1) % batch == 0 || i + 1 == envelopes.size()) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
    return envelopes.size() / ((System.nanoTime() - start) / 1e9);
  }
}

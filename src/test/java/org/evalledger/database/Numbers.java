package org.evalledger.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongConsumer;

/**
 * A client that writes number after number, one transaction each, and notes what was acknowledged.
 */
final class Numbers {
  private Numbers() {}

  /**
   * Writes until {@code acknowledged} throws or the thread is interrupted. A number whose
   * transaction failed is left out: nobody was told that it is there.
   */
  static void write(DatabaseAddress address, long from, LongConsumer acknowledged) {
    try (var connection = new OwnConnection(address, Duration.ZERO)) {
      for (long number = from; !Thread.currentThread().isInterrupted(); number++) {
        if (tryWrite(connection, number)) acknowledged.accept(number);
      }
    }
  }

  private static boolean tryWrite(OwnConnection connection, long number) {
    try {
      return connection.write(
          opened -> {
            try (var statement = opened.createStatement()) {
              statement.execute("create table if not exists kept (number bigint primary key)");
              statement.execute("insert into kept values (" + number + ")");
              return true;
            }
          });
    } catch (DatabaseGoneException gone) {
      return false;
    }
  }

  /** Every number that is in the database. */
  static Set<Long> read(DatabaseAddress address) throws SQLException {
    var numbers = new TreeSet<Long>();
    try (var connection = address.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select number from kept")) {
      while (rows.next()) numbers.add(rows.getLong(1));
    }
    return numbers;
  }

  static DatabaseAddress in(PostgresServer server) {
    return server.address().database(ServerAddress.DATABASE);
  }

  /** Numbers acknowledged so far; filled by one thread and read by others. */
  static Set<Long> none() {
    return new ConcurrentSkipListSet<>();
  }
}

package org.evalledger.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the embedded server is reached, and with what.
 *
 * @param port on 127.0.0.1
 * @param password of the role {@link Cluster#USER}
 */
record ServerAddress(int port, String password) {
  /** The database that holds the ledger. */
  static final String DATABASE = "evalledger";

  // Below the range from which Linux and macOS take the local ports of outgoing connections, so
  // that none of those sits on our port while the server restarts.
  private static final int LOWEST_PORT = 20_000;
  private static final int PORTS = 12_000;

  static ServerAddress onFreePort(String password) throws IOException {
    for (int attempt = 0; attempt < PORTS; attempt++) {
      int port = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      if (isFree(port)) return new ServerAddress(port, password);
    }
    throw new IOException(
        "no free port between %d and %d".formatted(LOWEST_PORT, LOWEST_PORT + PORTS));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** How {@code database} on this server is opened. */
  DatabaseAddress database(String database) {
    // No TLS to ourselves; the option spares the question at each connection.
    var url = "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, database);
    return new DatabaseAddress(url, Cluster.USER, password);
  }

  /** Makes the ledger's database if it is not there yet. */
  void prepare() throws SQLException {
    try (var connection = database("postgres").connect()) {
      if (!exists(connection)) {
        try (var statement = connection.createStatement()) {
          statement.execute("create database " + DATABASE);
        }
      }
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (var statement =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      statement.setString(1, DATABASE);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public String toString() {
    return "ServerAddress[port=" + port + "]";
  }
}

package org.evalledger.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The one server of a test run, kept between runs below {@code target}. Its template database is
 * migrated once for each run; copies of it take milliseconds.
 */
final class SharedServer implements AutoCloseable {
  static final Path DIRECTORY = Path.of("target", "test-database");
  private static final String TEMPLATE = "migrated";

  private final PostgresServer server;

  private SharedServer() throws SQLException {
    server = PostgresServer.start(DIRECTORY);
    for (var leftover : leftovers()) drop(leftover);
    execute("create database " + TEMPLATE);
    Database.open(new DatabaseLocation.Elsewhere(address().database(TEMPLATE))).close();
  }

  static SharedServer of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedServer.class))
        .getOrComputeIfAbsent(SharedServer.class, key -> make(), SharedServer.class);
  }

  private static SharedServer make() {
    try {
      return new SharedServer();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  ServerAddress address() {
    return server.address();
  }

  void createFromTemplate(String name) throws SQLException {
    execute("create database " + name + " template " + TEMPLATE);
  }

  void drop(String name) throws SQLException {
    execute("drop database " + name + " with (force)");
  }

  private List<String> leftovers() throws SQLException {
    var names = new ArrayList<String>();
    try (var connection = address().database("postgres").connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select datname
                from pg_database
                where datname = 'migrated'
                or datname like 'test\\_%'
                """)) {
      while (rows.next()) names.add(rows.getString(1));
    }
    return names;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = address().database("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

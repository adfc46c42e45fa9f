package org.evalledger.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The ledger's database: found or started, checked to be durable, and brought to the newest schema
 * before anything else can use it.
 */
public final class Database implements AutoCloseable {
  private static final int OLDEST_VERSION = 15;

  private final DatabaseAddress address;
  private final Optional<PostgresServer> server;

  private Database(DatabaseAddress address, Optional<PostgresServer> server) {
    this.address = address;
    this.server = server;
  }

  static Database open(DatabaseLocation location) {
    return switch (location) {
      case DatabaseLocation.Elsewhere(var address) ->
          checked(new Database(address, Optional.empty()));
      case DatabaseLocation.Embedded(var directory) -> {
        var server = PostgresServer.start(directory);
        var address = server.address().database(ServerAddress.DATABASE);
        yield checked(new Database(address, Optional.of(server)));
      }
    };
  }

  private static Database checked(Database database) {
    try {
      database.check();
      database.migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void check() {
    try (var connection = address.connect()) {
      var version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_VERSION) {
        throw new DatabaseStartException(
            "PostgreSQL %d or newer is needed, and %s is version %d."
                .formatted(OLDEST_VERSION, address, version));
      }
      ServerSettings.checkDurable(connection);
    } catch (SQLException e) {
      throw new DatabaseStartException(
          "No database can be opened at %s: %s".formatted(address, e.getMessage()), e);
    }
  }

  private void migrate() {
    try {
      Flyway.configure()
          .dataSource(address.url(), address.user(), address.password())
          .locations("classpath:db/migration")
          .validateMigrationNaming(true)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseStartException(
          "The schema at %s cannot be brought up to date: %s".formatted(address, e.getMessage()),
          e);
    }
  }

  /** How the database is opened. */
  public DatabaseAddress address() {
    return address;
  }

  /** Process id of the embedded server's postmaster; empty where the database is elsewhere. */
  Optional<Long> serverPid() {
    return server.map(PostgresServer::pid);
  }

  /**
   * A connection outside the pool, for one thread that works all the time, such as the sequencer:
   * it never waits for others, and keeps its prepared statements.
   */
  public OwnConnection ownConnection() {
    return new OwnConnection(address, Duration.ZERO);
  }

  /**
   * The same, for one who must not wait for ever: when the server says nothing for {@code patience}
   * the connection is given up, as if the database were gone.
   */
  public OwnConnection ownConnection(Duration patience) {
    return new OwnConnection(address, patience);
  }

  /** Stops the embedded server, if this is one. */
  @Override
  public void close() {
    server.ifPresent(PostgresServer::close);
  }
}

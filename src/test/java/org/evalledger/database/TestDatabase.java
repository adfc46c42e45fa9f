package org.evalledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives a test class a database of its own, migrated and empty, on one real server that all classes
 * share:
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
 * }</pre>
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  private final String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
  private DatabaseAddress address = new DatabaseAddress("jdbc:postgresql:not-yet-made", "", "");

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    var server = SharedServer.of(context);
    server.createFromTemplate(name);
    address = server.address().database(name);
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    SharedServer.of(context).drop(name);
  }

  DatabaseAddress address() {
    return address;
  }

  /** What to start an {@code ApplicationContext} with so that it works on this database. */
  public Map<String, Object> properties() {
    return Map.of(
        "evalledger.jdbc.url", address.url(),
        "evalledger.jdbc.user", address.user(),
        "evalledger.jdbc.password", address.password());
  }

  /** A new connection, which commits each statement. */
  public Connection connect() throws SQLException {
    return address.connect();
  }

  /** A connection as the sequencer has one. */
  public OwnConnection ownConnection() {
    return new OwnConnection(address, Duration.ZERO);
  }

  /** Opens a new connection each time; no pool. */
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }
}

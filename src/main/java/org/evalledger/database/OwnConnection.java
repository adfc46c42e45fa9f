package org.evalledger.database;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that belongs to one thread, opened when first needed and opened anew after a
 * failure. Not for use by two threads; repositories called inside do not take part, they use the
 * pool.
 */
public final class OwnConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);

  private final DatabaseAddress address;

  /** How long the server may be silent; zero for ever. */
  private final Duration patience;

  private @Nullable Connection open;

  OwnConnection(DatabaseAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Runs the work in one transaction: commits when it returns, rolls back when it throws, and tries
   * nothing twice.
   *
   * @throws DatabaseGoneException when the database is gone, before or in the middle; the next call
   *     connects again
   * @throws DataAccessException for every other {@code SQLException}
   */
  public <T extends @Nullable Object> T write(TransactionWork<T> work) {
    try {
      var connection = connection();
      var result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollBack();
      if (DatabaseGoneException.isCauseOf(e)) throw new DatabaseGoneException(e);
      throw new DataAccessException(e.getMessage(), e);
    } catch (RuntimeException e) {
      rollBack();
      if (DatabaseGoneException.isCauseOf(e)) throw new DatabaseGoneException(e);
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    if (open == null) {
      var opened = address.connect();
      opened.setAutoCommit(false);
      opened.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
      open = opened;
    }
    return open;
  }

  private void rollBack() {
    if (open == null) return;
    try {
      open.rollback();
    } catch (SQLException e) {
      LOG.debug("the connection is lost, and its transaction with it", e);
      close();
    }
  }

  /** Closes the connection; what is not committed is rolled back. */
  @Override
  public void close() {
    if (open == null) return;
    try {
      open.close();
    } catch (SQLException e) {
      LOG.debug("the connection was already lost", e);
    } finally {
      open = null;
    }
  }
}

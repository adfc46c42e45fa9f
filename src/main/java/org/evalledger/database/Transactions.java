package org.evalledger.database;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function in one transaction on one connection of the pool. It commits when the function
 * returns and rolls back when it throws; nothing is tried twice. Repositories and {@code
 * JdbcOperations} called inside take part in the same transaction. An {@code SQLException} leaves
 * as Micronaut's {@link DataAccessException}, as it does from a repository.
 */
@Singleton
public final class Transactions {
  private static final String LIMIT =
      """
      select set_config('statement_timeout', ?, true),
             set_config('plan_cache_mode', 'force_custom_plan', true)
      """;

  private final TransactionOperations<Connection> operations;

  Transactions(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /**
   * Reads and writes.
   *
   * @throws DatabaseGoneException when the database is gone, before or in the middle
   */
  public <T extends @Nullable Object> T write(TransactionWork<T> work) {
    return run(new DefaultTransactionDefinition(), work);
  }

  /**
   * Reads only, all of it from one state of the database.
   *
   * @throws DatabaseGoneException when the database is gone, before or in the middle
   */
  public <T extends @Nullable Object> T read(TransactionWork<T> work) {
    var snapshot = new DefaultTransactionDefinition();
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(Isolation.REPEATABLE_READ);
    return run(snapshot, work);
  }

  /**
   * Runs repositories whose statements are cancelled when one takes longer than {@code patience},
   * and planned for the values they are given: a plan for any value would read whole tables.
   */
  <T extends @Nullable Object> T bounded(Duration patience, Supplier<T> work) {
    return run(
        new DefaultTransactionDefinition(),
        connection -> {
          try (var limit = connection.prepareStatement(LIMIT)) {
            limit.setString(1, Long.toString(patience.toMillis()));
            limit.execute();
          }
          return work.get();
        });
  }

  private <T extends @Nullable Object> T run(
      TransactionDefinition definition, TransactionWork<T> work) {
    try {
      return operations.execute(definition, status -> unchecked(work, status.getConnection()));
    } catch (RuntimeException e) {
      if (DatabaseGoneException.isCauseOf(e)) throw new DatabaseGoneException(e);
      throw e;
    }
  }

  private static <T extends @Nullable Object> T unchecked(
      TransactionWork<T> work, Connection connection) {
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw new DataAccessException(e.getMessage(), e);
    }
  }
}

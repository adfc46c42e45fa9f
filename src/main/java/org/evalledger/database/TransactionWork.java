package org.evalledger.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is done inside one transaction.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface TransactionWork<T> {
  /** Runs with the transaction's connection, which it must neither commit, roll back nor close. */
  T run(Connection connection) throws SQLException;
}

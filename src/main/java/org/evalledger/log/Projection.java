package org.evalledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables that follow from the log. Live, in a rebuild and in a mirror the same entries come in the
 * same order and no batch comes in pieces, so the tables come out the same.
 */
public interface Projection {
  /**
   * Brings the tables from before {@code entries} to after them, in the append's transaction.
   *
   * @param entries one batch of the log, or several whole ones
   */
  void apply(Connection connection, List<LogEntry> entries) throws SQLException;

  /** Empties the tables. */
  void clear(Connection connection) throws SQLException;
}

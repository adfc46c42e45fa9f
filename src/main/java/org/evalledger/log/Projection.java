package org.evalledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables that follow from the log. Live and in a rebuild the same entries come in the same order,
 * so the tables come out the same.
 */
public interface Projection {
  /** Brings the tables from before {@code entries} to after them, in the append's transaction. */
  void apply(Connection connection, List<LogEntry> entries) throws SQLException;

  /** Empties the tables. */
  void clear(Connection connection) throws SQLException;
}

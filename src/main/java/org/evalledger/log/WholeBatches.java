package org.evalledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands projections the batches in which a log was appended, whole, in whatever pieces its entries
 * come. A projection may count what stands beside an entry in its own batch, so that half a batch
 * would give other tables than the append gave.
 */
final class WholeBatches {
  private final List<Projection> projections;
  private final Connection connection;

  /** Those of the newest batch, of which more may come. */
  private final List<LogEntry> waiting = new ArrayList<>();

  WholeBatches(List<Projection> projections, Connection connection) {
    this.projections = projections;
    this.connection = connection;
  }

  /**
   * Takes the next entries.
   *
   * @param prefix of the last one: the index with which its batch begins (promise 4)
   */
  void add(List<LogEntry> entries, long prefix) throws SQLException {
    waiting.addAll(entries);
    int whole = (int) Long.max(0, prefix - waiting.getFirst().index());
    apply(waiting.subList(0, whole));
  }

  /** Nothing more comes. */
  void finish() throws SQLException {
    apply(waiting);
  }

  private void apply(List<LogEntry> some) throws SQLException {
    if (!some.isEmpty()) {
      for (Projection projection : projections) {
        projection.apply(connection, List.copyOf(some));
      }
      some.clear();
    }
  }
}

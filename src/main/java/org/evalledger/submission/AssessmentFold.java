package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.evalledger.database.Database;
import org.evalledger.ledger.Ledger;
import org.evalledger.log.LogEntry;
import org.evalledger.registry.PrefixFold;
import org.evalledger.registry.Registry;
import org.evalledger.registry.SnapshotWriter;
import org.evalledger.registry.Snapshots;
import org.evalledger.suspicion.Assessor;

/**
 * The state that assessments are computed from, kept in step with the log: at start the newest
 * snapshot and what was appended since, and from then on the sequencer's own.
 */
@Singleton
final class AssessmentFold {
  /** A whole log may have to be folded between two words with the database. */
  private static final Duration PATIENCE = Duration.ZERO;

  private final Ledger empty;
  private final Snapshots snapshots;
  private final SnapshotWriter writer;
  private PrefixFold fold;

  AssessmentFold(Registry registry, Snapshots snapshots, SnapshotWriter writer, Database database) {
    this.empty = registry.empty();
    this.snapshots = snapshots;
    this.writer = writer;
    try (var own = database.ownConnection(PATIENCE)) {
      this.fold = snapshots.atHead(own, empty);
    }
  }

  /**
   * The state as of {@code size} entries: goes on with what other replicas appended; behind a batch
   * that did not commit it begins anew.
   */
  Assessor at(Connection connection, long size) throws SQLException {
    if (fold.size() > size) {
      fold = snapshots.newest(connection, empty, size);
    }
    fold.advance(connection, size);
    return fold.assessor();
  }

  /** Takes in a batch that is committed. */
  void committed(List<LogEntry> entries) {
    long before = fold.size();
    fold.fold(entries);
    if (snapshots.due(before, fold.size())) {
      writer.wake();
    }
  }
}

package org.evalledger.registry;

import java.sql.Connection;
import java.sql.SQLException;
import org.evalledger.log.Log;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;

/**
 * At which prefixes there are snapshots: the first that is nobody's middle of a batch at or behind
 * each multiple of a step. The step is a 64th of the largest power of two in the log's size, so
 * that what is written stays in proportion to what is appended, and 1,024 at least: 8,192 with a
 * million entries.
 *
 * @param least entries of the smallest step
 */
record SnapshotBoundary(long least) {
  static final String LEAST = "1024";

  private static final long SHARE = 64;

  SnapshotBoundary {
    if (least < 1) {
      throw new IllegalArgumentException("a step of " + least + " entries");
    }
  }

  /** The newest multiple in a log of {@code size}; 0 before the first. */
  long multiple(long size) {
    long step = Long.max(least, Long.highestOneBit(size) / SHARE);
    return size / step * step;
  }

  /** The newest prefix that is to have a snapshot in a log of {@code size}; 0 where none is. */
  long newest(Connection connection, long size) throws SQLException {
    long multiple = multiple(size);
    return multiple == 0 ? 0 : batch(connection, multiple, size);
  }

  /** The one before {@code newest}; 0 where there is none. */
  long before(Connection connection, long newest) throws SQLException {
    for (long multiple = multiple(newest - 1); multiple > 0; multiple = multiple(multiple - 1)) {
      long earlier = batch(connection, multiple, newest);
      if (earlier < newest) {
        return earlier;
      }
    }
    return 0;
  }

  /** Where the first batch from {@code first} on begins, before {@code last} or there. */
  private static long batch(Connection connection, long first, long last) throws SQLException {
    int limit = (int) Long.min(Log.MAX_BATCH, last - first);
    for (LogEntry entry : LogReader.entries(connection, first, limit)) {
      if (EntryRecord.parse(entry.record()).prefix() == entry.index()) {
        return entry.index();
      }
    }
    return last;
  }
}

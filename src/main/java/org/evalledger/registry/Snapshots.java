package org.evalledger.registry;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.OwnConnection;
import org.evalledger.ledger.Ledger;
import org.evalledger.log.LogReader;
import org.evalledger.suspicion.Algorithm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored state behind a few prefixes of the log, the last two kept. A start reads the newest
 * that can be trusted and folds the rest: one that is damaged, or of another root, is passed over
 * for the one before, and in the end for the whole log.
 */
@Singleton
public final class Snapshots {
  /** Raised when the bytes come to stand otherwise; {@code BaselineState} has one of its own. */
  private static final int FORMAT = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final SnapshotBoundary boundary;

  /** The step is no setting; tests, which cannot wait for thousands of entries, set another. */
  Snapshots(
      @Property(name = "evalledger.snapshot.step", defaultValue = SnapshotBoundary.LEAST)
          long least) {
    this.boundary = new SnapshotBoundary(least);
  }

  private static SnapshotTable.Name name(long size) {
    return new SnapshotTable.Name(size, FORMAT, Algorithm.all().getLast().id());
  }

  /** Whether a log that grows from {@code before} to {@code after} comes by a prefix to be kept. */
  public boolean due(long before, long after) {
    return boundary.multiple(after) > boundary.multiple(before);
  }

  /**
   * The newest state that is stored, of {@code size} entries at most; the one before entry 0 where
   * none can be trusted.
   *
   * @param empty the ledger before entry 0
   */
  public PrefixFold newest(Connection connection, Ledger empty, long size) throws SQLException {
    Optional<PrefixFold.Read> read = newest(connection, size, Snapshots::whole);
    return read.isPresent() ? read.get().behind(empty, log(connection)) : new PrefixFold(empty);
  }

  /** The ledger of {@link #newest}, without what assessments are computed from. */
  Ledger ledger(Connection connection, Ledger empty, long size) throws SQLException {
    Optional<LedgerChanges.Read> read =
        newest(connection, size, (in, row) -> checked(LedgerChanges.read(in), row));
    return read.isPresent() ? read.get().fold(empty, log(connection)) : empty;
  }

  private static LedgerChanges.Entries log(Connection connection) {
    return indexes ->
        LogReader.entries(connection, indexes).stream()
            .map(entry -> ReadEntry.of(entry).entry())
            .toList();
  }

  /** Reads the bytes of a snapshot whose digest and root hold. */
  private interface Reader<T> {
    T read(DataInputStream in, SnapshotTable.Row row) throws IOException;
  }

  private static PrefixFold.Read whole(DataInputStream in, SnapshotTable.Row row)
      throws IOException {
    var read = PrefixFold.Read.from(in);
    checked(read.changes(), row);
    if (in.read() >= 0) {
      throw new IOException("there is more than a state");
    }
    return read;
  }

  private static LedgerChanges.Read checked(LedgerChanges.Read changes, SnapshotTable.Row row)
      throws IOException {
    if (changes.size() != row.name().size()) {
      throw new IOException("it is the state of %d entries".formatted(changes.size()));
    }
    return changes;
  }

  private static <T> Optional<T> newest(Connection connection, long size, Reader<T> reader)
      throws SQLException {
    for (SnapshotTable.Row row : SnapshotTable.rows(connection, name(size))) {
      Optional<T> read = read(connection, row, reader);
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<T> read(
      Connection connection, SnapshotTable.Row row, Reader<T> reader) throws SQLException {
    Sha256 root = LogReader.root(connection, row.name().size());
    if (!root.equals(row.root())) {
      passedOver(row, "the log's root is %s, its %s".formatted(root, row.root()));
      return Optional.empty();
    }
    try {
      if (!SnapshotInput.holds(connection, row)) {
        passedOver(row, "its bytes are not those of its digest");
        return Optional.empty();
      }
      try (var in = new DataInputStream(SnapshotInput.open(connection, row.name()))) {
        return Optional.of(reader.read(in, row));
      }
    } catch (DatabaseStreamException e) {
      throw e.fault();
    } catch (IOException | RuntimeException e) {
      passedOver(row, e.toString());
      return Optional.empty();
    }
  }

  private static void passedOver(SnapshotTable.Row row, String why) {
    LOG.warn("the snapshot of {} entries is passed over: {}", row.name().size(), why);
  }

  /**
   * The state behind all entries: from the newest snapshot on, or from entry 0. A prefix that
   * should have a snapshot by now and has none gets it on the way.
   */
  public PrefixFold atHead(OwnConnection own, Ledger empty) {
    PrefixFold fold =
        own.write(connection -> newest(connection, empty, LogReader.size(connection)));
    long due = own.write(connection -> boundary.newest(connection, LogReader.size(connection)));
    if (fold.size() < due) {
      own.write(connection -> advanced(connection, fold, due));
      tryStore(own, fold);
    }
    return own.write(connection -> advanced(connection, fold, LogReader.size(connection)));
  }

  private static PrefixFold advanced(Connection connection, PrefixFold fold, long size)
      throws SQLException {
    fold.advance(connection, size);
    return fold;
  }

  /** A start goes on without. */
  private static void tryStore(OwnConnection own, PrefixFold fold) {
    try {
      own.write(connection -> store(connection, fold));
    } catch (RuntimeException e) {
      LOG.warn("no snapshot of {} entries was written", fold.size(), e);
    }
  }

  /** Where the next snapshot is to be; empty where it is there, or none is due. */
  Optional<Long> missing(Connection connection) throws SQLException {
    long due = boundary.newest(connection, LogReader.size(connection));
    boolean stored =
        SnapshotTable.rows(connection, name(due)).stream()
            .anyMatch(row -> row.name().size() == due);
    return due == 0 || stored ? Optional.empty() : Optional.of(due);
  }

  /** Stores the state where a batch begins; those before the last but one go. */
  static SnapshotTable.Row store(Connection connection, PrefixFold fold) throws SQLException {
    SnapshotTable.Name name = name(fold.size());
    SnapshotTable.delete(connection, name);
    var out = new SnapshotOutput(connection, name);
    try (var data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16))) {
      fold.write(data);
    } catch (DatabaseStreamException e) {
      throw e.fault();
    } catch (IOException e) {
      throw new IllegalStateException("a snapshot that cannot be written", e);
    }
    var row =
        new SnapshotTable.Row(
            name, LogReader.root(connection, fold.size()), out.digest(), out.length());
    SnapshotTable.insert(connection, row);
    List<SnapshotTable.Row> kept = SnapshotTable.rows(connection, name);
    SnapshotTable.deleteBefore(connection, kept.get(Integer.min(1, kept.size() - 1)).name().size());
    return row;
  }

  /**
   * Makes them again from the log alone.
   *
   * @param progress is told how many entries are done
   */
  public void remake(OwnConnection own, Ledger empty, LongConsumer progress) {
    long newest = own.write(connection -> boundary.newest(connection, LogReader.size(connection)));
    long before = newest == 0 ? 0 : own.write(connection -> boundary.before(connection, newest));
    var fold = new PrefixFold(empty);
    for (long due : new long[] {before, newest}) {
      while (fold.size() < due) {
        long next = Long.min(due, fold.size() + 1_000);
        own.write(connection -> advanced(connection, fold, next));
        progress.accept(next);
      }
      if (due > 0) {
        own.write(connection -> store(connection, fold));
      }
    }
  }
}

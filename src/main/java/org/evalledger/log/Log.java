package org.evalledger.log;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.OwnConnection;
import org.evalledger.database.Transactions;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeGrowth;
import org.evalledger.merkle.TreeSize;
import org.evalledger.merkle.TreeTip;

/** The log: its one append, and the rebuilding of what follows from it. */
@Singleton
public final class Log {
  /** Entries in one batch, at most, so that {@code i - prefix(i) < 256} (promise 4). */
  public static final int MAX_BATCH = 256;

  private static final int REBUILD_CHUNK = 1_000;

  private final LogIdentity identity;
  private final List<Projection> projections;
  private final Clock clock;

  /** The tree's right edge as of the last append of this process; the appending thread's own. */
  private TreeTip tip = TreeTip.EMPTY;

  Log(LogIdentity identity, Transactions transactions, List<Projection> projections, Clock clock) {
    this.identity = identity;
    this.projections = List.copyOf(projections);
    this.clock = clock;
    transactions.write(
        connection -> {
          LogTables.createHead(connection, identity, emptyHead());
          if (LogTables.checkIdentity(connection, identity) == LogTables.Keys.FIRST_ALONE
              && identity.signs()) {
            signWithAllKeys(connection);
          }
          return true;
        });
  }

  private Head emptyHead() {
    // A mirror has none before it has its ledger's.
    Bytes checkpoint =
        identity.signs() ? checkpoint(TreeSize.EMPTY, MerkleHash.EMPTY_ROOT) : Bytes.EMPTY;
    return new Head(0, MerkleHash.EMPTY_ROOT, checkpoint, Optional.empty(), 0);
  }

  private Bytes checkpoint(TreeSize size, Sha256 root) {
    return identity.sign(new Checkpoint(identity.origin(), size, root), clock.instant());
  }

  /**
   * Brings a log from when one key alone signed to both; its older checkpoints stay as they are.
   */
  private void signWithAllKeys(Connection connection) throws SQLException {
    Head head = LogTables.head(connection, true).orElseThrow();
    Bytes checkpoint = checkpoint(new TreeSize(head.size()), head.root());
    LogTables.addKeys(connection, identity, checkpoint);
  }

  /** Makes the entries of a batch, knowing where it begins. */
  public interface Maker {
    /**
     * What is to be appended behind {@code head}, whose lock is held: nothing, or up to 256 drafts.
     */
    List<Draft> make(Connection connection, Head head) throws SQLException;
  }

  /**
   * Appends what {@code maker} makes, with all projections, in one transaction. For one thread.
   *
   * @return what is committed; empty when {@code maker} made nothing
   */
  public Optional<Appended> append(OwnConnection own, Maker maker) {
    Optional<Grown> grown = own.write(connection -> append(connection, maker));
    grown.ifPresent(done -> tip = done.growth().tip());
    return grown.map(Grown::appended);
  }

  private record Grown(TreeGrowth growth, Appended appended) {}

  private Optional<Grown> append(Connection connection, Maker maker) throws SQLException {
    Head head = LogTables.head(connection, true).orElseThrow();
    List<Draft> drafts = maker.make(connection, head);
    if (drafts.isEmpty()) {
      return Optional.empty();
    }
    if (drafts.size() > MAX_BATCH) {
      throw new IllegalArgumentException("a batch of %d, at most 256".formatted(drafts.size()));
    }
    List<LogEntry> entries = entries(drafts, head.size());
    TreeGrowth growth =
        tipAt(connection, head).append(entries.stream().map(LogEntry::leafHash).toList());
    TreeTip grown = growth.tip();
    Draft last = drafts.getLast();
    var next =
        new Head(
            grown.size().value(),
            grown.root(),
            checkpoint(grown.size(), grown.root()),
            Optional.of(last.receivedAt()),
            last.prefix());
    LogTables.insert(connection, entries, drafts, growth.completed());
    for (Projection projection : projections) {
      projection.apply(connection, entries);
    }
    publish(connection, head, next);
    List<InclusionProof> proofs = proven(growth, entries);
    return Optional.of(new Grown(growth, new Appended(entries, proofs, next.checkpoint())));
  }

  private static void publish(Connection connection, Head seen, Head next) throws SQLException {
    LogTables.insertCheckpoint(connection, next);
    LogTables.advance(connection, seen.size(), next);
  }

  /** Gives the entries of another ledger's log, in order. */
  public interface Chunks {
    /**
     * The next entries, some hundreds at a time; empty behind the last that is wanted.
     *
     * @param connection of the transaction that appends them
     */
    List<Draft> next(Connection connection) throws SQLException;
  }

  /**
   * Appends what {@code chunks} give, with all projections, in one transaction, under a checkpoint
   * that another ledger signed: for a mirror. For one thread.
   *
   * @param goal what {@code checkpoint} says; its root is that of the entries here and of {@code
   *     chunks}, or nothing is appended
   */
  public void adopt(OwnConnection own, Checkpoint goal, Bytes checkpoint, Chunks chunks) {
    tip = own.write(connection -> adopt(connection, goal, checkpoint, chunks));
  }

  private TreeTip adopt(Connection connection, Checkpoint goal, Bytes checkpoint, Chunks chunks)
      throws SQLException {
    Head head = LogTables.head(connection, true).orElseThrow();
    TreeTip grown = tipAt(connection, head);
    Optional<Draft> last = Optional.empty();
    var batches = new WholeBatches(projections, connection);
    for (List<Draft> drafts = chunks.next(connection);
        !drafts.isEmpty();
        drafts = chunks.next(connection)) {
      List<LogEntry> entries = entries(drafts, grown.size().value());
      TreeGrowth growth = grown.append(entries.stream().map(LogEntry::leafHash).toList());
      LogTables.insert(connection, entries, drafts, growth.completed());
      batches.add(entries, drafts.getLast().prefix());
      grown = growth.tip();
      last = Optional.of(drafts.getLast());
    }
    batches.finish();
    if (!grown.size().equals(goal.size()) || !grown.root().equals(goal.root())) {
      throw new IllegalStateException(
          "%s entries with root %s, the checkpoint says %s with %s"
              .formatted(grown.size(), grown.root(), goal.size(), goal.root()));
    }
    Draft newest = last.orElseThrow();
    publish(
        connection,
        head,
        new Head(
            goal.size().value(),
            goal.root(),
            checkpoint,
            Optional.of(newest.receivedAt()),
            newest.prefix()));
    return grown;
  }

  private TreeTip tipAt(Connection connection, Head head) {
    if (tip.size().value() != head.size()) {
      tip = TreeTip.restore(LogReader.tiles(connection), new TreeSize(head.size()));
    }
    if (!tip.root().equals(head.root())) {
      throw new IllegalStateException(
          "the leaves give root %s, the head says %s".formatted(tip.root(), head.root()));
    }
    return tip;
  }

  private static List<LogEntry> entries(List<Draft> drafts, long first) {
    var entries = new ArrayList<LogEntry>(drafts.size());
    for (Draft draft : drafts) {
      long index = first + entries.size();
      Sha256 leafHash = MerkleHash.leaf(draft.record());
      entries.add(
          new LogEntry(
              index,
              leafHash,
              draft.record(),
              draft.facts(),
              draft.assessment(),
              draft.reading().at(index, leafHash)));
    }
    return entries;
  }

  /** The proofs of a batch, each checked before it can leave. */
  private static List<InclusionProof> proven(TreeGrowth growth, List<LogEntry> entries) {
    List<InclusionProof> proofs = growth.inclusions();
    for (int i = 0; i < proofs.size(); i++) {
      if (proofs.get(i).verify(entries.get(i).leafHash(), growth.tip().root())
          instanceof ProofCheck.Refused(var reason)) {
        throw new IllegalStateException(
            "a proof of our own for entry %d fails: %s".formatted(entries.get(i).index(), reason));
      }
    }
    return proofs;
  }

  /**
   * Empties all projections and makes them again, in one transaction: whoever reads meanwhile reads
   * the old ones.
   *
   * @param progress is told how many entries are done
   * @return how many entries there are
   */
  public long rebuild(OwnConnection own, LongConsumer progress) {
    return rebuild(own, REBUILD_CHUNK, progress);
  }

  long rebuild(OwnConnection own, int chunk, LongConsumer progress) {
    return own.write(
        connection -> {
          long size = LogTables.head(connection, true).orElseThrow().size();
          for (Projection projection : projections) {
            projection.clear(connection);
          }
          var batches = new WholeBatches(projections, connection);
          for (long from = 0; from < size; from += chunk) {
            List<LogEntry> entries = LogTables.entries(connection, from, chunk);
            long last = entries.getLast().index();
            batches.add(entries, LogTables.prefix(connection, last));
            progress.accept(last + 1);
          }
          batches.finish();
          return size;
        });
  }
}

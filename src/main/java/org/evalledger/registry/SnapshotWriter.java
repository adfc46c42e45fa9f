package org.evalledger.registry;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.evalledger.database.Database;
import org.evalledger.database.OwnConnection;
import org.evalledger.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a snapshot when the log has come by the next prefix: beside the sequencer, by a fold of
 * its own from the snapshot before. So nothing waits for it, it cannot change what is assessed, and
 * it depends on nothing but stored bytes; it costs memory for a second state meanwhile, and at most
 * half of one core.
 */
@Singleton
public final class SnapshotWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

  private static final int CHUNK = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LAST = Duration.ofSeconds(10);

  private final Snapshots snapshots;
  private final Ledger empty;
  private final OwnConnection own;
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  SnapshotWriter(Snapshots snapshots, Registry registry, Database database) {
    this.snapshots = snapshots;
    this.empty = registry.empty();
    this.own = database.ownConnection(PATIENCE);
    this.thread = Thread.ofPlatform().daemon().name("snapshots").start(this::run);
  }

  /** Says that the log has come by a prefix to be kept. */
  public void wake() {
    wanted.release();
  }

  private void run() {
    try (own) {
      while (!closing) {
        wanted.acquire();
        wanted.drainPermits();
        tryWrite();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryWrite() throws InterruptedException {
    try {
      Optional<Long> due = own.write(snapshots::missing);
      if (due.isPresent()) {
        write(due.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("no snapshot was written; a start has more to fold until the next", e);
    }
  }

  private void write(long due) throws InterruptedException {
    PrefixFold fold = own.write(connection -> snapshots.newest(connection, empty, due));
    while (fold.size() < due) {
      long begun = System.nanoTime();
      long next = Long.min(due, fold.size() + CHUNK);
      own.write(
          connection -> {
            fold.advance(connection, next);
            return next;
          });
      TimeUnit.NANOSECONDS.sleep(System.nanoTime() - begun);
    }
    own.write(connection -> Snapshots.store(connection, fold));
    LOG.debug("a snapshot of {} entries is written", due);
  }

  @Override
  @PreDestroy
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      if (!thread.join(LAST)) {
        LOG.warn("a snapshot is being written still; without it the next start has more to fold");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in a data directory, started again whenever it dies while the service
 * lives. It keeps its port across such restarts, so that pools find it again by themselves.
 */
final class PostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final int START_ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final DataDirectory directory;
  private final DirectoryLock lock;
  private final Platform platform = Platform.current();
  private final Thread supervisor =
      Thread.ofPlatform().daemon().name("postgresql-supervisor").unstarted(this::supervise);

  private final PostgresTools tools;
  private final ServerAddress address;

  /** Written by the thread that starts the server, and after that by the supervisor alone. */
  private volatile Postmaster postmaster;

  /** Once set, nothing is started any more. Written under this object's monitor. */
  private volatile boolean closing;

  private PostgresServer(DataDirectory directory, DirectoryLock lock)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.lock = lock;
    tools = PostgresTools.of(Binaries.unpacked(directory, platform), platform);
    var password = Cluster.ensure(directory, tools);
    ServerLog.rotate(directory);
    address = ServerAddress.onFreePort(password);
    postmaster = startPatiently();
  }

  /** Starts the server in the directory; the first time unpacks it and makes an empty database. */
  static PostgresServer start(Path path) {
    var directory = DataDirectory.at(path);
    var lock = DirectoryLock.take(directory);
    try {
      var server = new PostgresServer(directory, lock);
      server.prepare();
      server.supervisor.start();
      return server;
    } catch (IOException e) {
      throw released(lock, new DatabaseStartException(String.valueOf(e.getMessage()), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw released(lock, new DatabaseStartException("PostgreSQL's start was interrupted", e));
    } catch (RuntimeException e) {
      throw released(lock, e);
    }
  }

  private static RuntimeException released(DirectoryLock lock, RuntimeException reason) {
    try {
      lock.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  /** Tries again where PostgreSQL refuses for a moment, as it does right after a kill. */
  private Postmaster startPatiently() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return Postmaster.start(directory, tools, address.port(), platform);
      } catch (IOException e) {
        if (attempt == START_ATTEMPTS) throw e;
        LOG.warn("{}; trying again", e.getMessage());
        Thread.sleep(FIRST_PAUSE.multipliedBy(1L << attempt));
      }
    }
  }

  private void prepare() throws IOException, InterruptedException {
    try {
      address.prepare();
    } catch (SQLException | RuntimeException e) {
      Leftovers.stop(directory, tools);
      throw new DatabaseStartException("The embedded database is not usable: " + e.getMessage(), e);
    }
  }

  private void supervise() {
    try {
      while (true) {
        var status = postmaster.awaitEnd();
        if (closing) return;
        LOG.error(
            "PostgreSQL (process {}) ended by itself with status {}; starting it again",
            postmaster.pid(),
            status);
        restart();
      }
    } catch (InterruptedException closed) {
      LOG.debug("the supervisor is told to leave");
    }
  }

  private void restart() throws InterruptedException {
    var pause = FIRST_PAUSE;
    while (!closing) {
      try {
        postmaster = Postmaster.start(directory, tools, address.port(), platform);
        LOG.info("PostgreSQL runs again (process {})", postmaster.pid());
        return;
      } catch (IOException | RuntimeException e) {
        LOG.error("PostgreSQL does not start; next attempt in {} ms", pause.toMillis(), e);
      }
      Thread.sleep(pause);
      var longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  ServerAddress address() {
    return address;
  }

  /** Process id of the postmaster as it is now. */
  long pid() {
    return postmaster.pid();
  }

  /** Stops the server in order: open transactions are rolled back, everything is on disk. */
  @Override
  public synchronized void close() {
    if (closing) return;
    closing = true;
    supervisor.interrupt();
    try (lock) {
      supervisor.join();
      if (postmaster.isAlive()) Leftovers.stop(directory, tools);
      Leftovers.clear(directory, tools);
    } catch (IOException e) {
      LOG.error("PostgreSQL was not stopped in order; the next start will recover", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

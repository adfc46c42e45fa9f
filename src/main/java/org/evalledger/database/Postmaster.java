package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One running server, from its start to its end. */
final class Postmaster {
  /** Long, because after a kill the server first replays what it had not yet written out. */
  private static final Duration START_LIMIT = Duration.ofMinutes(30);

  private final Process process;

  private Postmaster(Process process) {
    this.process = process;
  }

  /** Starts a server and waits until it takes connections. */
  static Postmaster start(DataDirectory directory, PostgresTools tools, int port, Platform platform)
      throws IOException, InterruptedException {
    Leftovers.clear(directory, tools);
    var log = directory.serverLog();
    var logStart = ServerLog.size(log);
    var arguments = ServerSettings.arguments(directory, port, platform);
    var process = tools.startServer(arguments, log);
    var file = directory.postmasterFile();
    try {
      var settled = Waiting.until(START_LIMIT, () -> !process.isAlive() || isReady(file, process));
      if (settled && process.isAlive()) return new Postmaster(process);
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
    process.destroy();
    throw new IOException("PostgreSQL did not start: " + ServerLog.since(log, logStart));
  }

  private static boolean isReady(Path file, Process process) throws IOException {
    return PostmasterFile.read(file)
        .filter(found -> found.pid() == process.pid() && found.isReady())
        .isPresent();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for its end and gives the exit status. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }
}

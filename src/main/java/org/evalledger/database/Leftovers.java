package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what a killed service or a killed postmaster left behind, so that a new one can start.
 * Only the owner of the directory's lock may do this.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Leftovers() {}

  /** Afterwards no process works on the data directory and no pid file stands in the way. */
  static void clear(DataDirectory directory, PostgresTools tools)
      throws IOException, InterruptedException {
    stopOrphan(directory, tools);
    awaitBackends(directory);
    // Only now: as long as a backend lives, this file is what keeps a second server out. What it
    // names is dead, or a program that got the number later, which PostgreSQL would take for a
    // server.
    if (Files.deleteIfExists(directory.postmasterFile())) {
      LOG.info("removed {} of a server that is gone", directory.postmasterFile());
    }
  }

  /** The postmaster outlives a killed service; with its service gone it is stopped in order. */
  private static void stopOrphan(DataDirectory directory, PostgresTools tools)
      throws IOException, InterruptedException {
    var file = PostmasterFile.read(directory.postmasterFile());
    if (file.isEmpty() || !isServer(file.get().pid(), directory)) return;
    LOG.info("stopping PostgreSQL (process {}) that an earlier service left", file.get().pid());
    stop(directory, tools);
  }

  private static boolean isServer(long pid, DataDirectory directory) {
    return ServerProcesses.of(directory).stream().anyMatch(process -> process.pid() == pid);
  }

  /** Ends the running server: its sessions are rolled back, everything is written out. */
  static void stop(DataDirectory directory, PostgresTools tools)
      throws IOException, InterruptedException {
    try {
      pgCtlStop(directory, tools, "fast");
    } catch (IOException e) {
      if (ServerProcesses.of(directory).isEmpty()) return;
      LOG.warn(
          "PostgreSQL does not stop, so it is stopped at once and will recover: {}", e.toString());
      pgCtlStop(directory, tools, "immediate");
    }
  }

  private static void pgCtlStop(DataDirectory directory, PostgresTools tools, String mode)
      throws IOException, InterruptedException {
    var seconds = Long.toString(STOP_LIMIT.toSeconds());
    var arguments =
        List.of("stop", "-D", directory.cluster().toString(), "-m", mode, "-w", "-t", seconds);
    tools.run("pg_ctl", arguments, STOP_LIMIT.plusSeconds(10));
  }

  /**
   * Backends leave by themselves when their postmaster dies, but for one in a long computation; it
   * is told, and then made, to end. Nothing is lost by that: its transaction cannot commit to
   * anybody any more.
   */
  private static void awaitBackends(DataDirectory directory) throws InterruptedException {
    if (Waiting.until(PATIENCE, () -> ServerProcesses.of(directory).isEmpty())) return;
    ServerProcesses.of(directory).forEach(ProcessHandle::destroy);
    if (Waiting.until(PATIENCE, () -> ServerProcesses.of(directory).isEmpty())) return;
    ServerProcesses.of(directory).forEach(ProcessHandle::destroyForcibly);
    if (Waiting.until(PATIENCE, () -> ServerProcesses.of(directory).isEmpty())) return;
    throw new DatabaseStartException(
        "Processes of an earlier PostgreSQL still work on %s and do not end: %s"
            .formatted(directory.cluster(), ServerProcesses.of(directory)));
  }
}

package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The living processes of a server on one data directory. Each of them, the postmaster and its
 * backends alike, has that directory as its working directory. A number in a file proves nothing:
 * the system gives it to another program once its owner is dead.
 */
final class ServerProcesses {
  private static final Path PROC = Path.of("/proc");

  private ServerProcesses() {}

  static List<ProcessHandle> of(DataDirectory directory) {
    try (var all = ProcessHandle.allProcesses()) {
      return all.filter(process -> serves(process, directory)).toList();
    }
  }

  private static boolean serves(ProcessHandle process, DataDirectory directory) {
    var proc = PROC.resolve(Long.toString(process.pid()));
    return Files.isDirectory(PROC.resolve("self"))
        ? isPostgres(proc) && worksIn(proc, directory.cluster())
        : isPostmaster(process.info(), directory.cluster());
  }

  private static boolean isPostgres(Path proc) {
    try {
      return Files.readString(proc.resolve("comm")).strip().equals("postgres");
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }

  /** A zombie has no working directory any more, and so counts as dead, as it should. */
  private static boolean worksIn(Path proc, Path cluster) {
    try {
      return Files.readSymbolicLink(proc.resolve("cwd")).equals(cluster);
    } catch (IOException endedMeanwhile) {
      return false;
    }
  }

  /** Without /proc only the postmaster can be told, by its command line. */
  private static boolean isPostmaster(ProcessHandle.Info info, Path cluster) {
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments()
            .map(Stream::of)
            .orElseGet(Stream::empty)
            .anyMatch(cluster.toString()::equals);
  }
}

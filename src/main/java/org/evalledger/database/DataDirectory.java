package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything of the embedded database lies.
 *
 * @param root absolute, free of symbolic links, since the processes of a server are known by it
 */
record DataDirectory(Path root) {
  /** Opens the directory at {@code path}; a new one is readable by its owner alone. */
  static DataDirectory at(Path path) {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      var absolute = path.toAbsolutePath();
      if (!Files.isDirectory(absolute)) Files.createDirectories(absolute, ownerOnly);
      return new DataDirectory(absolute.toRealPath());
    } catch (IOException e) {
      throw new DatabaseStartException(
          "The data directory %s cannot be made or read (%s); name another with EVALLEDGER_DATA_DIR."
              .formatted(path, e),
          e);
    }
  }

  /** Locked by the service that owns this directory, for as long as it lives. */
  Path lockFile() {
    return root.resolve("evalledger.lock");
  }

  /** PostgreSQL's own data directory. */
  Path cluster() {
    return root.resolve("postgresql");
  }

  /** Written by the postmaster, and left behind when it is killed. */
  Path postmasterFile() {
    return cluster().resolve("postmaster.pid");
  }

  /** The random password of the one role, readable by the owner alone; no line feed at its end. */
  Path passwordFile() {
    return root.resolve("postgresql-password");
  }

  /** What PostgreSQL writes to its standard error. */
  Path serverLog() {
    return root.resolve("postgresql.log");
  }
}

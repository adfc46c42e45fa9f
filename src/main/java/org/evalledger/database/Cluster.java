package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's data directory: made once, in full or not at all. */
final class Cluster {
  /** The one role, which owns everything; it signs in over TCP with its password alone. */
  static final String USER = "evalledger";

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final Duration INIT_LIMIT = Duration.ofMinutes(5);
  private static final int PASSWORD_BYTES = 24;

  private Cluster() {}

  /** Makes the data directory if there is none, and gives the role's password. */
  static String ensure(DataDirectory directory, PostgresTools tools) throws InterruptedException {
    try {
      if (Files.isDirectory(directory.cluster())) {
        checkVersion(directory);
      } else {
        // The password first: a data directory without its password would be lost.
        if (!Files.exists(directory.passwordFile())) {
          DurableFiles.writePrivate(directory.passwordFile(), password(new SecureRandom()));
        }
        init(directory, tools);
      }
      return Files.readString(directory.passwordFile());
    } catch (IOException e) {
      throw new DatabaseStartException(
          "The database in %s cannot be made or read: %s".formatted(directory.root(), e), e);
    }
  }

  private static void checkVersion(DataDirectory directory) throws IOException {
    var version = Files.readString(directory.cluster().resolve("PG_VERSION")).strip();
    if (!version.equals(Binaries.MAJOR_VERSION)) {
      throw new DatabaseStartException(
          "The database in %s was made by PostgreSQL %s and this service brings %s; upgrade it with pg_upgrade first."
              .formatted(directory.cluster(), version, Binaries.MAJOR_VERSION));
    }
  }

  private static String password(SecureRandom random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void init(DataDirectory directory, PostgresTools tools)
      throws IOException, InterruptedException {
    LOG.info("making a new database in {}", directory.cluster());
    var partial = DurableFiles.partial(directory.cluster());
    tools.run(
        "initdb",
        List.of(
            "--pgdata=" + partial,
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + directory.passwordFile(),
            "--encoding=UTF8",
            // Code point order, the same on every system whatever its C library thinks.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums"),
        INIT_LIMIT);
    DurableFiles.complete(partial, directory.cluster());
  }
}

package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of the embedded server, and what it may find in its directory. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PostgresServerTest {
  @RegisterExtension final ServerHome home = new ServerHome();

  private void assertStarts() throws SQLException {
    try (var server = home.start();
        var connection = Numbers.in(server).connect()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void endsWhenItIsClosed() {
    home.start().close();
    assertThat(ServerProcesses.of(home.directory())).isEmpty();
    assertThat(home.directory().postmasterFile()).doesNotExist();
  }

  @Test
  void refusesASecondServiceInAnotherProcess() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    service.awaitPostmaster();
    assertThatThrownBy(() -> home.start())
        .isInstanceOf(DatabaseStartException.class)
        .hasMessage(inUseBy(service.pid()));
    service.kill();
    assertStarts();
  }

  private String inUseBy(long pid) {
    return "The data directory %s is in use by another evalledger (process %d); "
            .formatted(home.path(), pid)
        + "stop that one, or name another directory with EVALLEDGER_DATA_DIR.";
  }

  @Test
  void aPidFileOfADeadOrAnotherLivingProgramIsNoObstacle() throws Exception {
    leavePidFile(deadProcess());
    assertStarts();
    leavePidFile(ProcessHandle.current().pid());
    assertStarts();
    Files.writeString(home.directory().postmasterFile(), "");
    assertStarts();
  }

  private static long deadProcess() throws Exception {
    var process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  /** As a killed server leaves it, but for the process id. */
  private void leavePidFile(long pid) throws IOException {
    var file = home.directory().postmasterFile();
    Files.writeString(
        file,
        """
        %d
        %s
        1795313242
        20001

        127.0.0.1
          2147597         4
        ready
        """
            .formatted(pid, home.directory().cluster()));
  }

  /** Also the one test that goes all the way from an empty directory. */
  @Test
  void whatWasHalfMadeIsMadeAnew() throws Exception {
    var fresh = DataDirectory.at(home.path().resolve("fresh"));
    var binaries = home.path().relativize(home.binaries());
    var partial = fresh.root().resolve(binaries + ".partial");
    Files.createDirectories(partial.resolve("bin"));
    Files.writeString(partial.resolve("bin/initdb"), "half");
    Files.createDirectories(fresh.root().resolve("postgresql.partial/base"));
    Files.writeString(fresh.root().resolve("postgresql.partial/PG_VERSION"), "18\n");
    Files.writeString(fresh.root().resolve("postgresql-password.partial"), "half");

    PostgresServer.start(fresh.root()).close();

    assertThat(fresh.passwordFile()).content().hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.passwordFile())))
        .isEqualTo("rw-------");
    try (var left = Files.list(fresh.root())) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".partial"));
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws Exception {
    Files.writeString(home.directory().cluster().resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(() -> home.start())
        .hasMessageContaining("was made by PostgreSQL 17 and this service brings 18");
  }

  @Test
  void saysWhatPostgresSaidWhenItCannotStart() throws Exception {
    Files.delete(home.directory().cluster().resolve("global/pg_control"));
    assertThatThrownBy(() -> home.start()).hasMessageContaining("pg_control");
  }
}

package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** kill -9 under write load: whatever was acknowledged is there afterwards, without a hand. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KillTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SOME = 200;

  @RegisterExtension final ServerHome home = new ServerHome();

  @Test
  void aPostmasterKilledAloneIsStartedAgain() throws Exception {
    var acknowledged = Ledger.none();
    try (var server = home.start()) {
      var address = Ledger.in(server);
      var writer = Thread.ofPlatform().start(() -> Ledger.write(address, 0, acknowledged::add));
      for (int round = 1; round <= 3; round++) {
        int before = acknowledged.size();
        assertThat(Waiting.until(LIMIT, () -> acknowledged.size() >= before + SOME)).isTrue();
        long killed = server.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        assertThat(Waiting.until(LIMIT, () -> server.pid() != killed)).isTrue();
      }
      int before = acknowledged.size();
      assertThat(Waiting.until(LIMIT, () -> acknowledged.size() >= before + SOME)).isTrue();
      writer.interrupt();
      writer.join();
      assertThat(Ledger.read(address)).containsAll(acknowledged);
    }
  }

  @Test
  void aKilledServiceLeavesAServerThatTheNextOneStops() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    service.awaitAcknowledgements(SOME);
    var orphan = service.postmaster();
    var acknowledged = service.kill();
    assertThat(orphan.isAlive()).isTrue();
    try (var server = home.start()) {
      assertThat(ServerProcesses.of(home.directory()))
          .contains(ProcessHandle.of(server.pid()).orElseThrow())
          .doesNotContain(orphan);
      assertThat(Ledger.read(Ledger.in(server))).containsAll(acknowledged);
    }
  }

  @Test
  void bothKilledTheServiceFirst() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    service.awaitAcknowledgements(SOME);
    var postmaster = service.postmaster();
    var acknowledged = service.kill();
    postmaster.destroyForcibly();
    try (var server = home.start()) {
      assertThat(Ledger.read(Ledger.in(server))).containsAll(acknowledged);
    }
  }

  @Test
  void bothKilledTheServerFirstAndThenAgain() throws Exception {
    for (int round = 0; round < 2; round++) {
      var service = ServiceProcess.start(home.path(), round * 1_000_000L);
      service.awaitAcknowledgements(SOME);
      service.postmaster().destroyForcibly();
      var acknowledged = service.kill();
      try (var server = home.start()) {
        assertThat(Ledger.read(Ledger.in(server))).containsAll(acknowledged);
      }
    }
  }
}

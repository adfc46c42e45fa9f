package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
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
    var acknowledged = Numbers.none();
    try (var server = home.start()) {
      var address = Numbers.in(server);
      var writer = Thread.ofPlatform().start(() -> Numbers.write(address, 0, acknowledged::add));
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
      assertThat(Numbers.read(address)).containsAll(acknowledged);
    }
  }

  @Test
  void aKilledServiceLeavesAServerThatTheNextOneStops() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    var orphan = service.awaitPostmaster();
    service.awaitAcknowledgements(SOME);
    var acknowledged = service.kill();
    assertThat(orphan.isAlive()).isTrue();
    try (var server = home.start()) {
      assertThat(ServerProcesses.of(home.directory()))
          .contains(ProcessHandle.of(server.pid()).orElseThrow())
          .doesNotContain(orphan);
      assertThat(Numbers.read(Numbers.in(server))).containsAll(acknowledged);
    }
  }

  @Test
  void bothKilledTheServiceFirst() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    var postmaster = service.awaitPostmaster();
    service.awaitAcknowledgements(SOME);
    var acknowledged = service.kill();
    postmaster.destroyForcibly();
    try (var server = home.start()) {
      assertThat(Numbers.read(Numbers.in(server))).containsAll(acknowledged);
    }
  }

  @Test
  void bothKilledTheServerFirstAndThenAgain() throws Exception {
    for (int round = 0; round < 2; round++) {
      var service = ServiceProcess.start(home.path(), round * 1_000_000L);
      var postmaster = service.awaitPostmaster();
      service.awaitAcknowledgements(SOME);
      postmaster.destroyForcibly();
      var acknowledged = service.kill();
      try (var server = home.start()) {
        assertThat(Numbers.read(Numbers.in(server))).containsAll(acknowledged);
      }
    }
  }

  @Test
  void aServiceThatIsAskedToEndTakesItsServerWithIt() throws Exception {
    var service = ServiceProcess.start(home.path(), 0);
    service.awaitPostmaster();
    service.awaitAcknowledgements(1);
    service.terminate();
    assertThat(ServerProcesses.of(home.directory())).isEmpty();
    assertThat(home.directory().postmasterFile()).doesNotExist();
  }

  @Test
  void aServiceKilledInItsFirstStartIsNoObstacle() throws Exception {
    DurableFiles.deleteTree(home.directory().cluster());
    var service = ServiceProcess.start(home.path(), 0);
    assertThat(Waiting.until(LIMIT, this::isBeingMade)).isTrue();
    service.kill();
    try (var server = home.start()) {
      assertThat(server.pid()).isPositive();
    }
    assertThat(isBeingMade()).isFalse();
  }

  private boolean isBeingMade() throws IOException {
    try (var files = Files.list(home.path())) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("postgresql.partial"));
    }
  }

  @Test
  void withoutAnAddressTheDatabaseIsEmbeddedAndThePoolOutlivesItsDeath() throws Exception {
    try (var context = DatabaseContext.run(Map.of("evalledger.data.dir", home.path().toString()))) {
      var transactions = context.getBean(Transactions.class);
      long server = context.getBean(Database.class).serverPid().orElseThrow();
      assertThat(tables(transactions)).isTrue();
      ProcessHandle.of(server).orElseThrow().destroyForcibly();
      assertThat(Waiting.until(LIMIT, () -> isGone(transactions))).isTrue();
      assertThat(Waiting.until(LIMIT, () -> !isGone(transactions))).isTrue();
    }
    assertThat(ServerProcesses.of(home.directory())).isEmpty();
  }

  private static boolean tables(Transactions transactions) {
    return transactions.read(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("select count(*) from log_entry")) {
            return rows.next();
          }
        });
  }

  private static boolean isGone(Transactions transactions) {
    try {
      return !tables(transactions);
    } catch (DatabaseGoneException gone) {
      return true;
    }
  }
}

package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * kill -9 while statements come in (promise 1): whatever a client holds a checked receipt for is at
 * its index afterwards, and nobody had to clean up. The clients send again what was not answered,
 * as the command line does.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoKillTest {
  private static final int CLIENTS = 4;
  private static final int SOME = 40;

  private final Path home = DemoHome.fresh("kill");
  private final int port = DemoProcess.freePort();

  /** By the SHA-256 of the envelope. */
  private final Map<String, Receipts.Place> acknowledged = new ConcurrentHashMap<>();

  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void whatWasAcknowledgedIsThereAfterEveryKill() throws Exception {
    DemoProcess demo = DemoProcess.start(home, port);
    List<Thread> clients = IntStream.range(0, CLIENTS).mapToObj(this::client).toList();
    try {
      awaitMore();
      demo.postmaster().destroyForcibly();
      // The same service goes on: it starts the database again by itself.
      awaitMore();
      demo.kill();
      demo = DemoProcess.start(home, port);
      awaitMore();
      demo.postmaster().destroyForcibly();
      demo.kill();
      demo = DemoProcess.start(home, port);
      awaitMore();
      demo.kill();
      demo.postmaster().destroyForcibly();
      demo = DemoProcess.start(home, port);
      awaitMore();
      enough.set(true);
      for (Thread client : clients) {
        client.join();
      }
      assertAllThere();
      assertEveryAssessmentIsWhatAnyoneComputes();
    } finally {
      enough.set(true);
      demo.stop();
    }
  }

  private void awaitMore() throws InterruptedException {
    int before = acknowledged.size();
    while (acknowledged.size() < before + SOME) {
      Thread.sleep(20);
    }
  }

  private Thread client(int number) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try (var client = DemoProcess.client(port)) {
                var receipts = new Receipts(LogState.of(client.get("/v1/log").orFail()));
                for (int i = 0; !enough.get(); i++) {
                  var envelope = DemoStatements.evaluation("kill-%d-%d".formatted(number, i));
                  Reply reply =
                      client.post(
                          "/v1/submissions", envelope.format().mediaType(), envelope.bytes());
                  Receipts.Place place = receipts.check(envelope, reply.orFail());
                  acknowledged.put(envelope.bytes().sha256().hex(), place);
                }
              }
            });
  }

  /** Each start went on from the snapshots that the one before had written, or was writing. */
  private void assertEveryAssessmentIsWhatAnyoneComputes() {
    String url = "http://localhost:" + port + "/";
    String fresh = home.resolve("audited").toString();
    assertThat(Cli.run(new String[] {"audit", url, "--remember", fresh})).isZero();
  }

  private void assertAllThere() {
    assertThat(acknowledged.values().stream().map(Receipts.Place::index)).doesNotHaveDuplicates();
    try (var client = DemoProcess.client(port)) {
      acknowledged.forEach(
          (envelope, place) -> {
            JsonMembers entry = client.get("/v1/entries/" + place.index()).orFail();
            assertThat(entry.requireText("leafHash")).isEqualTo(place.leafHash());
            JsonObject record = entry.requireObject("entry");
            assertThat(JsonMembers.of(record).requireText("envelope"))
                .isEqualTo("sha256:" + envelope);
          });
    }
  }
}

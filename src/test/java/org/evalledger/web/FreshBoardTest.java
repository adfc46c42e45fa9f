package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page whose board is too heavy to wait for says what the API says, soon after. */
@Timeout(180)
class FreshBoardTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String PAGE = "/benchmarks/quiz";
  private static final String API = "/v1/benchmarks/quiz/leaderboard";
  private static final String BEST = "lab/best";

  private static void send(RunningService service, Person lab, int count) {
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines
          .append('"')
          .append(lab.sign(lab.evaluation("lab/m" + i, "quiz", "0.5").build()).utf8())
          .append("\"\n");
    }
    var answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/v1/submissions/batch"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines.toString()))
                .build());
    assertThat(answer.body().lines().filter(line -> line.contains("\"status\":201")))
        .hasSize(count);
  }

  @Test
  void whatIsWithdrawnLeavesThePageWithoutAnotherEntry() {
    try (RunningService service = RunningService.open(DATABASE)) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      send(service, lab, 305);
      JsonObject best = service.accept(lab.sign(lab.evaluation(BEST, "quiz", "0.9").build()));
      assertThat(service.get(PAGE).body()).contains(BEST);
      assertThat(service.get(API).body()).contains(BEST);
      service.accept(
          lab.sign(
              lab.statement("withdrawal")
                  .put("entry", Person.reference(best))
                  .put("reason", "A bug.")
                  .build()));
      assertThat(service.get(API).body()).doesNotContain(BEST);
      Instant end = Instant.now().plus(Duration.ofSeconds(20));
      while (service.get(PAGE).body().contains(BEST)) {
        assertThat(Instant.now()).isBefore(end);
        LockSupport.parkNanos(100_000_000);
      }
    }
  }
}

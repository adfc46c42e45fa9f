package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Too much at once, or no database: 503 with when to come again, and nothing half-written. */
@Timeout(120)
class OverloadTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final TestDatabase CUT_OFF = new TestDatabase();
  @RegisterExtension static final TestDatabase UNOPENED = new TestDatabase();

  private static final String OVERLOADED = "503 /problems/overloaded";

  private static void comesAgain(HttpResponse<String> answer) {
    assertThat(problem(answer)).isEqualTo(OVERLOADED);
    assertThat(answer.headers().firstValue("Retry-After").orElse("none")).matches("[1-9][0-9]*");
    assertThat(answer.body()).doesNotContain("SQL", "jdbc", "127.0.0.1");
  }

  private static Bytes numbered(Person lab, int number) {
    return lab.sign(lab.evaluation("lab/m" + number, "quiz", "0.5").build());
  }

  @Test
  void aFullQueueTurnsAwayAndWhatWaitedIsTakenIn() throws SQLException {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.submission.queue", 2);
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (RunningService service = RunningService.open(properties);
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      long before = size(service);
      try (Connection holder = DATABASE.connect()) {
        holder.setAutoCommit(false);
        // The sequencer waits for the head's row with one batch in hand.
        holder.createStatement().executeQuery("select * from log_head for update");
        for (int i = 0; i < 12; i++) {
          Bytes envelope = numbered(lab, i);
          answers.add(CompletableFuture.supplyAsync(() -> service.post(envelope), senders));
        }
        until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 8);
        holder.rollback();
      }
      List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();
      List<HttpResponse<String>> refused =
          all.stream().filter(answer -> answer.statusCode() != 201).toList();
      assertThat(refused).hasSizeBetween(8, 10);
      refused.forEach(OverloadTest::comesAgain);
      assertThat(size(service)).isEqualTo(before + all.size() - refused.size());
      for (int i = 0; i < 12; i++) {
        assertThat(service.post(numbered(lab, i)).statusCode()).isIn(200, 201);
      }
      assertThat(size(service)).isEqualTo(before + 12);
    }
  }

  @Test
  void withoutTheDatabaseEverythingIsToComeAgainAndDoes() throws IOException {
    try (var wire = Wire.to(CUT_OFF);
        RunningService service = RunningService.open(wire.properties())) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person newcomer = Person.called("newcomer");
      Bytes early = numbered(lab, 0);
      String first = service.accept(early).canonical().utf8();
      long before = size(service);
      wire.cut();
      comesAgain(service.post(numbered(lab, 1)));
      comesAgain(service.post(early));
      comesAgain(service.post("/v1/submissions/check", numbered(lab, 1)));
      comesAgain(service.post("/v1/key-requests", newcomer.signWith(newcomer.registration())));
      for (String path :
          List.of("/v1/log", "/v1/entries", "/v1/entries/0", "/v1/scores", "/v1/key-requests")) {
        comesAgain(service.get(path));
      }
      wire.mend();
      until(() -> service.get("/v1/log").statusCode() == 200);
      assertThat(size(service)).as("nothing was half-written").isEqualTo(before);
      until(() -> service.post(numbered(lab, 1)).statusCode() < 300);
      assertThat(size(service)).isEqualTo(before + 1);
      HttpResponse<String> again = service.post(early);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(RunningService.object(again.body()).canonical().utf8()).isEqualTo(first);
      assertThat(text(service.read("/v1/entries/" + before), "index"))
          .isEqualTo(Long.toString(before));
    }
  }

  @Test
  void aLedgerWithoutEntryZeroSaysThatItIsNotOpen() throws IOException {
    Person operator = Person.called("operator");
    Person early = Person.called("early");
    var directory = java.nio.file.Files.createTempDirectory(java.nio.file.Path.of("target"), "s-");
    try (RunningService service = RunningService.start(UNOPENED, directory, operator)) {
      HttpResponse<String> answer =
          service.post(early.sign(early.evaluation("a/b", "quiz", "0.5").build()));
      assertThat(problem(answer)).isEqualTo("503 /problems/not-opened");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(problem(service.post(early.signWith(early.registration()))))
          .isEqualTo("503 /problems/not-opened");
      assertThat(service.get("/v1/entries").statusCode()).isEqualTo(200);
      service.accept(operator.sign(operator.registration()));
    }
  }

  private static long size(RunningService service) {
    return Long.parseLong(text(service.read("/v1/log"), "size"));
  }

  /** A condition to wait for. */
  private interface Condition {
    boolean holds();
  }

  private static void until(Condition condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.holds()) {
      assertThat(Instant.now()).as("waited long enough").isBefore(end);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }
}

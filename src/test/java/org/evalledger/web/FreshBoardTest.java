package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.Boards;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static void send(int count) {
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
    send(305);
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

  /** Each by a model ten times as large as the one before. */
  private static void scores(String... values) {
    long parameters = 1_000_000_000;
    for (String value : values) {
      ObjectBuilder model =
          Json.object()
              .put("id", "lab/exam-" + value.substring(2))
              .put("revision", "main")
              .put("parameters", parameters);
      service.accept(
          lab.sign(lab.evaluation("lab/exam", "exam", value).put("model", model.build()).build()));
      parameters *= 10;
    }
  }

  /** Rows and bands are computed anew at different times. */
  @Test
  void aKeptPictureIsNotShownForNewerBands() {
    service.accept(service.operator().sign(service.operator().benchmark("exam")));
    scores("0.1", "0.2", "0.3");
    BoardQuery query = BoardQuery.plain("exam");
    Boards.Board board = service.bean(Boards.class).of(query.question()).orElseThrow();
    BaselineQuestion asked = BaselineQuestion.of(board.leaderboard());
    Bands bands = service.bean(Bands.class);
    var plots = service.bean(BoardPlot.class);
    String before = plots.svg(query.question(), board, bands.of(asked), query);
    assertThat(plots.svg(query.question(), board, bands.of(asked), query)).isSameAs(before);
    scores("0.7", "0.8", "0.9");
    assertThat(plots.svg(query.question(), board, bands.of(asked), query)).isNotEqualTo(before);
  }
}

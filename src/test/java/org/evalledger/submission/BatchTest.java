package org.evalledger.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ruling;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits together is decided together, against one prefix (promise 4). */
@Timeout(180)
class BatchTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final TestDatabase MANY = new TestDatabase();
  @RegisterExtension static final TestDatabase REVIEWED = new TestDatabase();
  @RegisterExtension static final TestDatabase PREVIEWED = new TestDatabase();

  /** Sends all while nothing can be appended, so that all but the first wait together. */
  private static List<HttpResponse<String>> together(
      RunningService service, TestDatabase database, List<Bytes> envelopes) throws SQLException {
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Connection holder = database.connect()) {
        holder.setAutoCommit(false);
        holder.createStatement().executeQuery("select * from log_head for update");
        Consumer<Bytes> send =
            envelope ->
                answers.add(CompletableFuture.supplyAsync(() -> service.post(envelope), senders));
        send.accept(envelopes.getFirst());
        until("the first is in hand", () -> waitsForALock(holder));
        envelopes.stream().skip(1).forEach(send);
        Sequencer sequencer = service.bean(Sequencer.class);
        until("all others wait", () -> sequencer.waiting() == envelopes.size() - 1);
        holder.rollback();
      }
      return answers.stream().map(CompletableFuture::join).toList();
    }
  }

  private static boolean waitsForALock(Connection connection) {
    try (var select = connection.createStatement();
        var row =
            select.executeQuery(
                """
                select count(*)
                from pg_stat_activity
                where datname = current_database()
                and wait_event_type = 'Lock'
                """)) {
      row.next();
      return row.getLong(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(String what, BooleanSupplier holds) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long prefix(RunningService service, String index) {
    return Long.parseLong(text(service.read("/v1/entries/" + index), "entry", "prefix"));
  }

  @Test
  void sameBytesAndSameKeyEnterOnceAndANewLawEndsABatch() throws SQLException {
    try (RunningService service = RunningService.open(DATABASE)) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person newcomer = Person.called("newcomer");
      Bytes first = lab.sign(lab.evaluation("lab/first", "quiz", "0.1").build());
      Bytes twice = lab.sign(lab.evaluation("lab/a", "quiz", "0.2").build());
      Bytes sameKey = lab.sign(lab.evaluation("lab/a", "quiz", "0.3").build());
      Bytes law = newcomer.signWith(newcomer.registration(), service.operator());
      Bytes behind = lab.sign(lab.evaluation("lab/b", "quiz", "0.4").build());
      List<HttpResponse<String>> answers =
          together(service, DATABASE, List.of(first, twice, twice, sameKey, law, behind));

      List<HttpResponse<String>> same = answers.subList(1, 4);
      assertThat(same.stream().map(HttpResponse::statusCode).filter(code -> code == 201))
          .as("one of the three claims to the key")
          .hasSize(1);
      assertThat(same.stream().map(HttpResponse::statusCode)).isSubsetOf(200, 201, 409);
      assertThat(
              Stream.of(answers.get(0), answers.get(4), answers.get(5))
                  .map(HttpResponse::statusCode))
          .containsOnly(201);
      long registered = index(answers.get(4));
      long size = Long.parseLong(text(service.read("/v1/log"), "size"));
      for (long index = registered + 1; index < size; index++) {
        assertThat(prefix(service, Long.toString(index))).isGreaterThan(registered);
      }
    }
  }

  private static long index(HttpResponse<String> answer) {
    return Long.parseLong(text(RunningService.object(answer.body()), "index"));
  }

  @Test
  void whatIsSaidOnACaseIsJudgedWithAllThatCameBefore() throws SQLException {
    try (RunningService service = RunningService.open(REVIEWED)) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person reporter = service.join("reporter", List.of(), List.of());
      JsonObject about =
          service.accept(lab.sign(lab.evaluation("lab/about", "quiz", "0.1").build()));
      Bytes report =
          reporter.sign(
              reporter
                  .statement("report")
                  .put("entry", Person.reference(about))
                  .put("kind", "other")
                  .put("text", "Something is wrong.")
                  .build());
      var envelopes = new ArrayList<Bytes>();
      for (int i = 0; i < 6; i++) {
        envelopes.add(lab.sign(lab.evaluation("lab/m" + i, "quiz", "0.5").build()));
      }
      envelopes.add(5, report);
      long index = index(together(service, REVIEWED, envelopes).get(5));
      assertThat(prefix(service, Long.toString(index))).isEqualTo(index);
    }
  }

  @Test
  void noBatchIsLargerThan256() throws SQLException {
    try (RunningService service = RunningService.open(MANY)) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      List<Bytes> envelopes =
          IntStream.range(0, 300)
              .mapToObj(i -> lab.sign(lab.evaluation("lab/m" + i, "quiz", "0.5").build()))
              .toList();
      List<HttpResponse<String>> answers = together(service, MANY, envelopes);
      assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
      List<JsonObject> entries =
          answers.stream()
              .map(answer -> RunningService.object(answer.body()))
              .sorted(Comparator.comparingLong(answer -> Long.parseLong(text(answer, "index"))))
              .toList();
      var prefixes = new TreeSet<Long>();
      for (JsonObject entry : entries) {
        long prefix = Long.parseLong(text(entry, "entry", "prefix"));
        prefixes.add(prefix);
        assertThat(Long.parseLong(text(entry, "index")) - prefix).isBetween(0L, 255L);
      }
      assertThat(prefixes).as("one alone, 256 together, the rest").hasSize(3);
    }
  }

  /** What stood in the way of a preview that was asked for first came in before it was judged. */
  @Test
  void submissionsGoBeforePreviewsThatWaitLonger() throws SQLException {
    try (RunningService service = RunningService.open(PREVIEWED);
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Bytes wish = lab.evaluation("lab/a", "quiz", "0.3").build().asRead();
      var submissions = service.bean(Submissions.class);
      Sequencer sequencer = service.bean(Sequencer.class);
      var previews = new ArrayList<CompletableFuture<Submissions.Preview>>();
      CompletableFuture<HttpResponse<String>> first;
      CompletableFuture<HttpResponse<String>> second;
      try (Connection holder = PREVIEWED.connect()) {
        holder.setAutoCommit(false);
        holder.createStatement().executeQuery("select * from log_head for update");
        Bytes other = lab.sign(lab.evaluation("lab/b", "quiz", "0.1").build());
        first = CompletableFuture.supplyAsync(() -> service.post(other), people);
        until("the first is in hand", () -> waitsForALock(holder));
        for (int i = 0; i < 20; i++) {
          previews.add(CompletableFuture.supplyAsync(() -> submissions.preview(wish), people));
        }
        until(
            "no more wait", () -> previews.stream().filter(CompletableFuture::isDone).count() == 4);
        assertThat(sequencer.waiting()).isEqualTo(16);
        Bytes same = lab.sign(lab.evaluation("lab/a", "quiz", "0.2").build());
        second = CompletableFuture.supplyAsync(() -> service.post(same), people);
        until("it waits too", () -> sequencer.waiting() == 17);
        holder.rollback();
      }
      assertThat(first.join().statusCode()).isEqualTo(201);
      assertThat(second.join().statusCode()).isEqualTo(201);
      List<Outcome> outcomes = previews.stream().map(preview -> preview.join().outcome()).toList();
      assertThat(outcomes).filteredOn(Outcome.Overloaded.class::isInstance).hasSize(4);
      assertThat(outcomes)
          .filteredOn(
              outcome ->
                  outcome instanceof Outcome.Refused(var refusal)
                      && refusal instanceof Ruling.Conflict)
          .hasSize(16);
    }
  }
}

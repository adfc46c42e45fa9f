package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages where there is nothing yet, where nothing is, and where it takes too long. */
class PageStatesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final TestDatabase EMPTY = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final String MODEL = "/models/01-ai/Yi-34B";

  private static RunningService service;

  @BeforeAll
  static void open() {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.read.timeout", "400ms");
    properties.put("evalledger.read.connections", 2);
    service = RunningService.open(properties);
    Board.fill(service, 40);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void anEmptyLedgerShowsNoBrokenFigureAndSaysWhatToDoNext() throws IOException {
    Path directory = Files.createTempDirectory(Path.of("target"), "service-");
    Person operator = Person.called("operator");
    try (RunningService empty = RunningService.start(EMPTY, directory, operator);
        Visit visit = new Visit(CHROMIUM.browser(), empty.uri("/"), Look.DESKTOP)) {
      emptyPages(visit);
      empty.accept(operator.sign(operator.registration()));
      empty.accept(operator.sign(operator.benchmark("quiz")));
      Page page = visit.open("/benchmarks/quiz");
      visit.check();
      visit.picture("opened-benchmark");
      assertThat(page.locator("main").innerText()).contains("Nobody has reported a result for it.");
      assertThat(page.locator("main svg.size-plot").count()).isZero();
    }
  }

  private static void emptyPages(Visit visit) {
    for (String path :
        List.of(
            "/",
            "/models",
            "/benchmarks",
            "/compare",
            "/frontier",
            "/submitters",
            "/entries",
            "/changes",
            "/review",
            "/log",
            "/search?q=qwen")) {
      Page page = visit.open(path);
      visit.check();
      visit.picture("empty" + path.replaceFirst("\\?.*", "").replace('/', '-'));
      String said = page.locator("main").innerText();
      assertThat(said).as(path).doesNotContain("NaN", "Infinity", "null", "undefined", "−0");
      assertThat(page.locator("main svg.size-plot").count()).as(path).isZero();
      assertThat(page.locator("main a[href], main form").count()).as(path).isPositive();
    }
  }

  @Test
  void whatIsNotThereIsAPageWithASearch() {
    for (String path :
        List.of(
            "/models/nobody/nothing",
            "/benchmarks/nothing",
            "/benchmarks/gpqa?metric=nothing",
            "/submitters/nobody",
            "/entries/99999999",
            "/cases/99999-report",
            "/docs/nothing")) {
      HttpResponse<String> answer = asBrowser(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(answer.body()).as(path).contains("<h1>Not found</h1>", "name=\"q\"");
    }
  }

  @Test
  void aPageThatTakesTooLongSaysWhenToComeAgainAndIsThereThen() throws SQLException {
    try (Connection holder = DATABASE.connect();
        Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.PHONE)) {
      hold(holder);
      Page page = visit.open(MODEL, 503);
      assertThat(page.locator("h1").innerText()).isEqualTo("Busy");
      assertThat(page.locator("main").innerText()).contains("another try in 5 s");
      visit.check();
      visit.picture("busy-phone");
      holder.rollback();
      page.locator("main a.button", new Page.LocatorOptions().setHasText("Try again")).click();
      page.waitForURL("**" + MODEL);
      assertThat(page.locator("h1").innerText()).contains("Yi-34B");
    }
  }

  @Test
  void whoeverIsTooManyIsToldToComeAgain() throws SQLException {
    try (Connection holder = DATABASE.connect();
        var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      hold(holder);
      // Two hold all there is for readers; the others wait for one of those and give up.
      List<CompletableFuture<HttpResponse<String>>> all =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> asBrowser(MODEL), readers))
              .limit(12)
              .toList();
      for (CompletableFuture<HttpResponse<String>> one : all) {
        HttpResponse<String> answer = one.join();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body())
            .contains("<h1>Busy</h1>", "Try again")
            .doesNotContain("SQL", "Exception");
      }
      holder.rollback();
    }
    assertThat(asBrowser(MODEL).statusCode()).isEqualTo(200);
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (var lock = holder.createStatement()) {
      lock.execute("lock table result in access exclusive mode");
    }
  }

  @Test
  void aPageThatDidNotChangeIsNotSentAgain() {
    HttpResponse<String> page = asBrowser("/docs/verify");
    String tag = page.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        service.send(
            HttpRequest.newBuilder(service.uri("/docs/verify"))
                .header("Accept", "text/html")
                .header("If-None-Match", tag)
                .build());
    assertThat(again.statusCode()).isIn(200, 304); // 200 where the head's age changed meanwhile
    assertThat(again.statusCode() == 304)
        .isEqualTo(again.headers().firstValue("ETag").equals(java.util.Optional.of(tag)));
  }

  private static HttpResponse<String> asBrowser(String path) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .build());
  }
}

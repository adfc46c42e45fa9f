package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of entries, whose proofs are checked in a real browser, over a ledger of real scores. */
class EntryPageTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static RunningService service;

  /** The last real evaluation. */
  private static long evaluation;

  /** One of a lab whose names are HTML, far above what its size explains. */
  private static long hostile;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Board.fill(service, 60);
    evaluation = size() - 1;
    Person lab = service.join("<img/src=x/onerror=window.stored=1>", List.of("lab"), List.of());
    hostile = size();
    service.accept(
        lab.sign(
            lab.evaluation("lab/<script>window.stored=1<script>", "quiz", "0.40")
                .put("notes", "<script>window.stored=1</script>")
                .build()));
  }

  private static long size() {
    return Long.parseLong(RunningService.text(service.read("/v1/log"), "size"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Visit visit(Look look) {
    return new Visit(CHROMIUM.browser(), service.uri("/"), look);
  }

  @Test
  void aCorrectedResultKeepsItsHistoryOnTheModelsPage() {
    Person lab = service.join("corrector", List.of("corrected"), List.of());
    JsonObject first =
        service.accept(lab.sign(lab.evaluation("corrected/model", "quiz", "0.40").build()));
    Json second =
        Person.result("quiz", "0.60")
            .put("supersedes", Person.reference(first).with("result", Json.of(0)))
            .build();
    service.accept(
        lab.sign(
            lab.evaluation("corrected/model", "quiz", "0.60")
                .put("results", Json.of(List.of(second)))
                .build()));
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/models/corrected/model");
      var history = page.locator("section:has(> h2:text('Corrected results')) svg.history");
      assertThat(history.count()).isEqualTo(1);
      assertThat(history.textContent()).contains("+20.0");
      visit.picture("model-corrected");
      visit.check();
    }
  }

  private static Page checked(Visit visit, long index) {
    Page page = visit.open("/entries/" + index);
    page.locator("#proof[data-outcome]").waitFor();
    return page;
  }

  @Test
  void theProofIsCheckedInTheBrowserAndOnlyThenGreen() {
    for (Look look : Look.values()) {
      try (Visit visit = visit(look)) {
        Page page = checked(visit, evaluation);
        assertThat(page.locator("#verdict").innerText()).isEqualTo("Authentic and unchanged.");
        assertThat(page.locator("#path svg").getAttribute("data-state")).isEqualTo("verified");
        assertThat(page.locator("#steps [data-outcome=fails]").count()).isZero();
        assertThat(page.locator("[data-proves=who] .tone-good").count()).isEqualTo(1);
        visit.picture("entry-" + look.name().toLowerCase(Locale.ROOT));
        visit.check();
      }
    }
  }

  @Test
  void theFirstEntryAndThoseOfOtherTypesHaveAPage() {
    for (long index : new long[] {0, 1, 3, 4, hostile}) {
      try (Visit visit = visit(Look.DESKTOP)) {
        Page page = checked(visit, index);
        assertThat(page.locator("#verdict").innerText()).isEqualTo("Authentic and unchanged.");
        assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
        assertThat(page.locator("img").count()).isZero();
        visit.picture("entry-" + index);
        visit.check();
      }
    }
  }

  /** One byte each of what the service answers. */
  @ParameterizedTest
  @CsvSource({"proof, proof", "record, record", "envelope, envelope", "facts, facts"})
  void aByteChangedOnTheWayIsFoundByTheStepThatChecksIt(String member, String part) {
    try (Visit visit = visit(Look.DESKTOP)) {
      tamper(visit, bundle -> changed(bundle, member));
      Page page = checked(visit, evaluation);
      assertThat(page.locator("#proof").getAttribute("data-outcome")).isEqualTo("fails");
      assertThat(page.locator("#steps li[data-part=" + part + "]").getAttribute("data-outcome"))
          .isEqualTo("fails");
      assertThat(page.locator("#verdict").innerText()).startsWith("Not what the log holds");
      assertThat(page.locator("#proof-note").innerText()).startsWith("A check failed here");
      visit.picture("entry-tampered-" + member);
      visit.check();
    }
  }

  @Test
  void anotherHeadThanTheLogsIsFound() {
    try (Visit visit = visit(Look.DESKTOP)) {
      tamper(
          visit,
          bundle -> {
            byte[] proof = bytes(bundle, "proof");
            proof[proof.length - 10] ^= 1;
            return bundle.with("proof", Json.of(Base64.getEncoder().encodeToString(proof)));
          });
      Page page = checked(visit, evaluation);
      assertThat(page.locator("#steps [data-outcome=fails]").count()).isPositive();
      assertThat(page.locator("#path svg").getAttribute("data-state")).isNotEqualTo("verified");
    }
  }

  private static void tamper(Visit visit, UnaryOperator<JsonObject> change) {
    visit
        .page()
        .route(
            "**/bundle",
            route -> {
              var answer = route.fetch();
              var read = JsonReader.read(Bytes.copyOf(answer.body()));
              var bundle = (JsonObject) ((JsonReader.Value) read).json();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setResponse(answer)
                      .setBodyBytes(change.apply(bundle).canonical().toArray()));
            });
  }

  private static JsonObject changed(JsonObject bundle, String member) {
    if (member.equals("envelope")) {
      var envelope = (JsonObject) RunningService.at(bundle, "envelope");
      return bundle.with("envelope", changed(envelope, "bytes"));
    }
    byte[] bytes = bytes(bundle, member);
    if (member.equals("proof")) {
      // A digit of the first hash, behind the lines of its format and of the index.
      String text = new String(bytes, StandardCharsets.UTF_8);
      int at = text.indexOf('\n', text.indexOf("\nindex ") + 1) + 1;
      bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
    } else {
      bytes[bytes.length / 2] ^= 1;
    }
    return bundle.with(member, Json.of(Base64.getEncoder().encodeToString(bytes)));
  }

  private static byte[] bytes(JsonObject bundle, String member) {
    return Base64.getDecoder().decode(RunningService.text(bundle, member));
  }

  @Test
  void withoutAScriptItSaysThatNothingWasCheckedAndHowToDoIt() {
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      Page page = visit.open("/entries/" + evaluation);
      assertThat(page.locator("noscript").innerText()).contains("nothing was checked");
      assertThat(page.locator("#proof").innerHTML()).contains("./evalledger verify bundle.json");
      assertThat(page.locator("[data-proves] .tone-good").count()).isZero();
      assertThat(page.locator("#path svg").getAttribute("data-state")).isEqualTo("unchecked");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "entries, /entries",
    "entries-of-one, /entries?type=key&submitter=board",
    "entries-none, /entries?after=99999",
    "submitters, /submitters",
    "submitter, /submitters/board",
    "submitter-hostile, /submitters/%3Cimg%2Fsrc%3Dx%2Fonerror%3Dwindow.stored%3D1%3E",
  })
  void nothingIsWrongWithListsAndSubmitters(String name, String path) {
    for (Look look : Look.values()) {
      try (Visit visit = visit(look)) {
        Page page = visit.open(path);
        assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
        assertThat(page.locator("img").count()).isZero();
        visit.picture(name + "-" + look.name().toLowerCase(Locale.ROOT));
        visit.check();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/submitters/nobody, 404",
    "/entries?type=x, 400",
    "/entries?after=x, 400",
    "/entries/999999, 404",
    "/entries/-1, 404",
    "/entries/x, 400"
  })
  void whatIsNoEntryIsSaid(String path, int status) {
    try (Visit visit = visit(Look.DESKTOP)) {
      visit.open(path, status);
      visit.check();
    }
  }
}

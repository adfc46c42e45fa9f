package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.TreeMap;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of entries without results: what each says is told, and its words are text. */
class EntryTypesTest {
  private static final String HOSTILE = "<img src=x onerror=window.stored=1>";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final TreeMap<String, String> INDEX = new TreeMap<>();
  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    service.registerItself();
    Person lab = service.join("lab", List.of("lab"), List.of());
    Person reviewer = service.join("reviewer", List.of(), List.of("reviewer"));
    Person operator = service.operator();
    JsonObject claim = service.accept(lab.sign(lab.evaluation("lab/one", "quiz", "0.9").build()));
    for (int i = 0; i < 9; i++) {
      Person other = service.join("org" + i, List.of("org" + i), List.of());
      service.accept(other.sign(other.evaluation("org" + i + "/m", "quiz", "0.3" + i).build()));
    }
    INDEX.put("key", "0");
    INDEX.put("evaluation", text(claim, "index"));
    keep(
        "model",
        lab,
        lab.statement("model")
            .put("model", "lab/one")
            .put("parameters", 1_000_000L)
            .put("modelCard", "# The card\n\n**Bold** " + HOSTILE));
    keep(
        "policy",
        operator,
        operator
            .statement("policy")
            .put("thresholds", Json.object().put("watch", "0.5").put("flagged", "0.75").build()));
    JsonObject report =
        keep(
            "report",
            reviewer,
            reviewer
                .statement("report")
                .put("entry", Person.reference(claim))
                .put("kind", "copied")
                .put("text", HOSTILE)
                .put("links", Json.ofStrings(List.of("https://example.org/seen"))));
    Person other = service.join("second", List.of(), List.of("reviewer"));
    JsonObject about = Person.reference(report).with("cause", Json.of("report"));
    keep("answer", lab, lab.statement("answer").put("case", about).put("text", HOSTILE));
    keep(
        "decision",
        other,
        other
            .statement("decision")
            .put("case", about)
            .put("outcome", "cleared")
            .put("rationale", HOSTILE));
    keep(
        "takedown",
        operator,
        operator
            .statement("takedown")
            .put("entry", Person.reference(report))
            .put("reason", "A court's order."));
    var again =
        service
            .bean(Submissions.class)
            .reassess(
                new EntryReference(
                    new EntryIndex(Long.parseLong(text(claim, "index"))),
                    Sha256.ofHex(text(claim, "leafHash"))));
    INDEX.put("reassessment", Long.toString(((Outcome.Accepted) again).answer().index().value()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static JsonObject keep(String type, Person signer, Json.ObjectBuilder statement) {
    JsonObject entered = service.accept(signer.sign(statement.build()));
    INDEX.put(type, text(entered, "index"));
    return entered;
  }

  private static Page open(Visit visit, String type) {
    Page page = visit.open("/entries/" + INDEX.get(type));
    page.locator("#proof[data-outcome]").waitFor();
    return page;
  }

  @ParameterizedTest
  @CsvSource({
    "key, key, Registers a key.",
    "model, model lab/one, Describes a model",
    "policy, policy, Sets the ledger",
    "report, report on entry 8, Its envelope was erased",
    "answer, answer on case, Answers on a case.",
    "decision, decision on case, Decides a case: cleared.",
    "takedown, takedown on entry, Erases an envelope",
    "reassessment, reassessment on entry 8, Assesses an earlier entry again.",
  })
  void eachTypeHasItsPage(String type, String about, String says) {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.DESKTOP)) {
      Page page = open(visit, type);
      assertThat(page.locator(".lead").innerText()).contains(says);
      assertThat(page.locator(".subtitle").innerText()).startsWith(about);
      assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
      assertThat(page.locator("img").count()).isZero();
      visit.picture("entry-" + type);
      visit.check();
    }
  }

  @Test
  void aModelCardIsReadAsMarkdownWithoutItsHtml() {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.PHONE)) {
      Page page = open(visit, "model");
      assertThat(page.locator(".written h3").innerText()).isEqualTo("The card");
      assertThat(page.locator(".written strong").innerText()).isEqualTo("Bold");
      assertThat(page.locator(".written").innerText()).contains(HOSTILE);
      visit.check();
    }
  }

  @Test
  void bothAssessmentsOfAnEntryAreShown() {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.DESKTOP)) {
      Page page = open(visit, "evaluation");
      String again = Words.count(Long.parseLong(INDEX.get("reassessment")));
      assertThat(page.locator("main").innerText()).contains("made again in entry " + again);
      assertThat(
              page.locator("h2", new Page.LocatorOptions().setHasText("Assessed before")).count())
          .isEqualTo(1);
      visit.picture("entry-assessed-again");
      visit.check();
    }
  }
}

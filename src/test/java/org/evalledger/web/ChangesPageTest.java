package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import org.evalledger.database.TestDatabase;
import org.evalledger.statement.Role;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What changed, in a real browser, while entries come. */
class ChangesPageTest {
  private static final String HOSTILE = "lab/<script>window.stored=1<script>";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of(Role.EVALUATOR.word()));
    service.accept(lab.sign(lab.evaluation(HOSTILE, "quiz", "0.40").build()));
    service.accept(lab.sign(lab.evaluation("lab/first", "quiz", "0.41").build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void nothingIsWrongWithThePage() {
    for (Look look : Look.values()) {
      try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), look)) {
        Page page = visit.open("/changes");
        visit.picture("changes-" + look.name().toLowerCase(Locale.ROOT));
        assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
        visit.check();
      }
    }
  }

  @Test
  void anEntryThatComesIsAddedAboveAndAnnounced() {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.DESKTOP)) {
      Page page = visit.open("/changes");
      int before = page.locator("#changes li").count();
      service.accept(lab.sign(lab.evaluation("lab/second", "quiz", "0.42").build()));
      Locator first = page.locator("#changes li").first();
      first.locator("text=lab/second").waitFor();
      assertThat(page.locator("#arrived").innerText()).isEqualTo("1 new entry above.");
      assertThat(page.locator("#changes li").count()).isEqualTo(before + 1);
      visit.check();
    }
  }

  @Test
  void olderEntriesAreReadWithoutAScript() {
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      Page page = visit.open("/changes?before=2");
      assertThat(page.locator("#changes li").count()).isEqualTo(2);
      visit.open("/changes?before=x", 400);
      visit.open("/changes?before=0");
      assertThat(page.locator(".empty").count()).isEqualTo(1);
    }
  }
}

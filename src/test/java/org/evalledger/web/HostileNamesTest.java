package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are HTML, as far as ids may be: they are shown letter by letter and do nothing. */
class HostileNamesTest {
  /** Ids have neither spaces nor quotes, model ids one slash alone, and scripts need none. */
  private static final String MODEL = "lab/<script>window.stored=1<script>";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person lab = service.join("<script>window.stored=1</script>", List.of("lab", "<"), List.of());
    service.accept(lab.sign(lab.evaluation(MODEL, "quiz", "0.40").build()));
    service.accept(lab.sign(lab.benchmark("</script><svg/onload=window.stored=1>")));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?benchmark=%3Cscript%3Ewindow.stored%3D1%3C/script%3E",
        "/search?q=lab",
        "/search?q=%22%3E%3Cscript%3Ewindow.stored=1%3C/script%3E",
        "/search?q=onload",
        "/log",
        "/models",
        "/models/lab/%3Cscript%3Ewindow.stored%3D1%3Cscript%3E",
        "/models/lab/%3Cscript%3Ewindow.stored%3D1%3Cscript%3E/results",
        "/benchmarks",
        "/changes",
        "/compare?model=lab/%3Cscript%3Ewindow.stored%3D1%3Cscript%3E",
        "/compare?model=%22%3E%3Cscript%3Ewindow.stored=1%3C/script%3E",
        "/frontier?benchmark=%3C%2Fscript%3E%3Csvg%2Fonload%3Dwindow.stored%3D1%3E",
        "/benchmarks/quiz",
        "/benchmarks/%3C%2Fscript%3E%3Csvg%2Fonload%3Dwindow.stored%3D1%3E",
      })
  void noStoredNameRuns(String path) {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.DESKTOP)) {
      Page page = visit.open(path);
      assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
      assertThat(page.locator("img").count()).as("elements made of names").isZero();
      visit.check();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%3Cscript%3Ewindow.stored=1%3C/script%3E", "/x?y=%22onload=%22z"})
  void anAddressThatIsNotThereIsShownAsText(String path) {
    try (Visit visit = new Visit(CHROMIUM.browser(), service.uri("/"), Look.DESKTOP)) {
      Page page = visit.open(path, 404);
      assertThat(page.evaluate("window.stored === undefined")).isEqualTo(true);
      visit.check();
    }
  }
}

package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Cli;
import org.evalledger.database.TestDatabase;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;
import org.evalledger.web.Visit.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a harness file to an entry, in a browser that holds the key. */
class SubmitPageTest {
  private static final Path GSM8K =
      Path.of(
          "src/test/resources/lm-eval/v0.4-gsm8k/gsm8k_resps/meta-llama__Meta-Llama-3-8B-Instruct",
          "results_2024-08-25T21-59-12.123082.json");
  private static final Path ETHICS =
      Path.of(
          "src/test/resources/lm-eval/v0.4.12-steered-llama3.1-8b",
          "ETHICS_HELLASWAG_eval_2026-02-21T16-22-38.500455.json");
  private static final Path INSPECT =
      Path.of(
          "src/test/resources/inspect/inspect_ai-tests/analysis/test_logs_choices",
          "mmlu-no-summary-choices.eval");
  private static final Path EVERY_EVAL =
      Path.of(
          "src/test/resources/every-eval-ever/with-samples/data/GAIA/openai/gpt-4.1-mini-2025-04-14",
          "e474c960-b3d0-40da-b8ef-5adf65196a91.json");

  private static final String REVISION = "e1945c40cd546c78e41f1151f4db032b271faeaa";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    for (JsonObject document : BuiltInBenchmarks.load().documents()) {
      if (List.of("gsm8k", "ethics", "mmlu", "gaia").contains(text(document, "benchmark"))) {
        ObjectBuilder statement = service.operator().statement("benchmark");
        document.members().forEach(statement::put);
        service.accept(service.operator().sign(statement.build()));
      }
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Visit visit(Look look) {
    return new Visit(CHROMIUM.browser(), service.uri("/"), look);
  }

  @Test
  void aFileBecomesAnEntryThatThisBrowserSigned() {
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/submit");
      assertThat(page.locator("#send-words").innerText()).isEqualTo("Choose a file first.");
      SubmitSteps.choose(page, GSM8K);
      assertThat(SubmitSteps.conclusion(page)).isEqualTo("One thing keeps it out.");
      assertThat(page.locator("#sheet .faults li").allInnerTexts())
          .singleElement()
          .asString()
          .isEqualTo("submitter\n\nThis member is missing; it is required.");
      assertThat(page.locator("#sheet td.score").allInnerTexts())
          .containsExactly("0.7725549658832449", "0.7778620166793025");
      assertThat(page.locator("#accelerator").getAttribute("placeholder"))
          .isEqualTo("not known: lm-evaluation-harness did not record it in this file");
      page.locator("#submitter").fill("lab");
      page.locator("#revision").fill(REVISION);
      page.locator("#accelerator").fill("NVIDIA A100");
      page.locator("#count").fill("several");
      SubmitSteps.again(page);
      assertThat(page.locator("#count-fault").innerText()).contains("whole number");
      page.locator("#count").fill("8");
      assertThat(page.locator("#send-words").innerText()).startsWith("Check again first");
      SubmitSteps.again(page);
      assertThat(SubmitSteps.conclusion(page))
          .isEqualTo("Nothing is wrong with it, and nobody may sign it yet.");
      String kid = registered(page, visit);
      page.getByText("The exact text that is signed").click();
      assertThat(page.locator("#payload").isVisible()).isTrue();
      String shown = page.locator("#payload").inputValue();
      page.locator("#send:enabled").click();
      Locator entry = page.locator("#outcome a[href^='/entries/']");
      entry.waitFor();
      visit.picture("submit-sent-desktop");
      visit.check();
      String path = entry.getAttribute("href");
      assertThat(assertSignedBy(kid, path)).isEqualTo(shown);
      SubmitSteps.replace(page, () -> page.locator("#files").setInputFiles(ETHICS));
      assertThat(page.locator("#outcome").innerText()).as("of another statement").isEmpty();
      visit.open(path);
      page.locator("#proof[data-outcome=holds]").waitFor();
      visit.open("/submit");
      SubmitSteps.choose(page, GSM8K);
      page.locator("#submitter").fill("lab");
      page.locator("#revision").fill(REVISION);
      SubmitSteps.again(page);
      refusedInWords(page, visit, kid);
    }
  }

  /** Makes a key, asks for its registration and has the operator approve it; its thumbprint. */
  private static String registered(Page page, Visit visit) {
    page.locator("#make-key").click();
    page.locator("#ask-organisation").fill("lab.example");
    assertThat(page.locator("#ask-submitter").inputValue()).isEqualTo("lab");
    visit.picture("submit-ask-desktop");
    page.getByText("Ask for registration", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#asked-command", new Page.LocatorOptions().setHasText("keys approve")).waitFor();
    visit.check();
    JsonObject waiting = (JsonObject) at(service.read("/v1/key-requests"), "items", "0");
    String kid = page.locator("#kid").innerText();
    assertThat(text(waiting, "kid")).isEqualTo(kid);
    assertThat(
            page.evaluate(
                """
                async () => {
                  const open = await new Promise((done) => {
                    const asked = indexedDB.open("evalledger");
                    asked.onsuccess = () => done(asked.result);
                  });
                  const key = await new Promise((done) => {
                    const asked = open.transaction("keys").objectStore("keys").get("signing");
                    asked.onsuccess = () => done(asked.result);
                  });
                  open.close();
                  return crypto.subtle.exportKey("pkcs8", key.privateKey).then(() => "out", (no) => no.name);
                }
                """))
        .isEqualTo("InvalidAccessError");
    Bytes envelope = Bytes.copyOf(Base64.getDecoder().decode(text(waiting, "envelope")));
    service.accept(Jws.countersign(Typ.STATEMENT, envelope, List.of(service.operator().key())));
    page.locator("#look-again").click();
    page.locator("#known-as", new Page.LocatorOptions().setHasText("lab")).waitFor();
    page.locator("#sheet > .lead", new Page.LocatorOptions().setHasText("Ready to sign."))
        .waitFor();
    return kid;
  }

  /** What was signed. */
  private static String assertSignedBy(String kid, String path) {
    JsonObject entry = service.read("/v1" + path);
    assertThat(text(entry, "entry", "kids", "0")).isEqualTo(kid);
    assertThat(text(entry, "entry", "submitter")).isEqualTo("lab");
    String payload = service.get("/v1" + path + "/envelope").body().split("\\.", -1)[1];
    String signed = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    JsonObject statement = RunningService.object(signed);
    assertThat(text(statement, "results", "1", "value")).isEqualTo("0.7778620166793025");
    assertThat(at(statement, "run", "hardware").canonical().utf8())
        .isEqualTo("{\"accelerator\":\"NVIDIA A100\",\"count\":8}");
    return signed;
  }

  /** What stands already is said before it is sent, and a key that was revoked when it is sent. */
  private static void refusedInWords(Page page, Visit visit, String kid) {
    assertThat(SubmitSteps.conclusion(page)).startsWith("All of it stands already");
    // 41.5 of 100 items cannot be right.
    JsonObject doubtful =
        service.operator().evaluation("lab/m", "quiz", "0.415").put("submitter", "lab").build();
    SubmitSteps.replace(
        page, () -> page.locator("#files").setInputFiles(SubmitSteps.payload("m.json", doubtful)));
    assertThat(page.locator("#sheet > .lead").innerText()).contains("The check has doubts");
    assertThat(SubmitSteps.conclusion(page)).isEqualTo("It would be taken, with doubts.");
    assertThat(page.locator("#sheet tr.flagged").innerText()).contains("inconsistent");
    assertThat(page.locator("#send").isDisabled()).isTrue();
    assertThat(page.locator("#send-words").innerText()).startsWith("The check has doubts.");
    assertThat(page.locator("#known-as").innerText()).isEqualTo("lab");
    service.accept(
        service
            .operator()
            .sign(
                service
                    .operator()
                    .statement("key")
                    .put("action", "revoke")
                    .put("kid", kid)
                    .put("reason", "lost")
                    .build()));
    page.locator("#sure").check();
    page.locator("#send:enabled").click();
    page.locator("#outcome .fault").waitFor();
    assertThat(page.locator("#outcome").innerText())
        .startsWith("Not taken: A signature does not count.")
        .contains("was revoked");
    page.locator("#known-as", new Page.LocatorOptions().setHasText("revoked")).waitFor();
    visit.picture("submit-refused-desktop");
  }

  @Test
  void withoutAScriptTheFileIsShownFilledInAndSavedForTheCommand(@TempDir Path directory)
      throws IOException {
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      Page page = visit.open("/submit");
      assertThat(page.locator("#sign").innerText()).contains("No script runs here");
      page.locator("#files").setInputFiles(new Path[] {INSPECT, EVERY_EVAL});
      page.locator("#files").locator("xpath=ancestor::form").locator("button.main").click();
      assertThat(page.locator("#at option").allInnerTexts())
          .containsExactly(
              "1. openai/gpt-4o, 1 result, from mmlu-no-summary-choices.eval",
              "2. openai/gpt-4.1-mini-2025-04-14, 1 result, from"
                  + " e474c960-b3d0-40da-b8ef-5adf65196a91.json");
      page.locator("#submitter").fill("command");
      page.locator("#seed").fill("7");
      page.locator("#at").selectOption("1");
      page.getByText("Check again").click();
      assertThat(page.locator("#submitter").inputValue()).isEqualTo("command");
      assertThat(page.locator("#seed").count()).as("the other has none yet").isEqualTo(1);
      page.locator("#at").selectOption("0");
      page.getByText("Check again").click();
      assertThat(page.locator("#seed").count()).isZero();
      Download saved = page.waitForDownload(page.getByText("Save the statement")::click);
      Path statement = directory.resolve(saved.suggestedFilename());
      saved.saveAs(statement);
      Person command = service.join("command", List.of(), List.of());
      Path key = directory.resolve("KEY.jwk");
      Files.writeString(key, command.key().toJwk().canonical().utf8());
      assertCommandsWork(page, directory, key);
    }
  }

  /** The commands that the page shows do what they say, word for word. */
  private static void assertCommandsWork(Page page, Path directory, Path key) {
    List<String> shown = page.locator("pre code").allTextContents();
    String submit =
        shown.stream().filter(one -> one.contains(" evaluation.")).findFirst().orElseThrow();
    String apart = shown.stream().filter(one -> one.contains(" sign ")).findFirst().orElseThrow();
    long before = size();
    assertThat(run(submit, directory, key)).isZero();
    assertThat(size()).isEqualTo(before + 1);
    for (String line : apart.lines().toList()) {
      assertThat(run(line, directory, key)).as(line).isZero();
    }
    assertThat(size()).as("what is sent again is known").isEqualTo(before + 1);
  }

  private static long size() {
    return Long.parseLong(text(service.read("/v1/log"), "size"));
  }

  private static int run(String command, Path directory, Path key) {
    String[] words =
        command
            .replace("./evalledger ", "")
            .replace("\\\n", "")
            .replace("evaluation.", directory + "/evaluation.")
            .replace("KEY.jwk", key.toString())
            .replace("--out .", "--out " + directory)
            .strip()
            .split("\\s+");
    return Cli.run(words);
  }

  @Test
  void namesOfAFileAreShownLetterByLetter() throws IOException {
    // A model's name has neither spaces nor a second slash, and harnesses split it at "=".
    String hostile = "<script>document.title.stored++<script>";
    String results =
        Files.readString(GSM8K).replace("meta-llama/Meta-Llama-3-8B-Instruct", "lab/" + hostile);
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/submit");
      page.locator("#sign[data-ready]").waitFor();
      page.locator("#files")
          .setInputFiles(
              new FilePayload[] {
                SubmitSteps.payload("\"><img src=x onerror=window.stored=1>.json", results),
                SubmitSteps.payload(
                    "</textarea><script>window.stored=1</script>.json",
                    service
                        .operator()
                        .evaluation("lab/" + hostile, "<script>window.stored=1</script>", "1.4")
                        .build()
                        .canonical()
                        .utf8()),
                SubmitSteps.payload("$(reboot).json", "<html>"),
              });
      page.locator("#sheet").waitFor();
      assertThat(page.locator(".troubles").innerText())
          .contains("$(reboot).json: This is a web")
          .doesNotContain("onerror");
      assertThat(page.locator("#sheet > .lead").innerText()).contains(hostile);
      SubmitSteps.replace(page, () -> page.locator("#at").selectOption("1"));
      assertThat(page.locator("#sheet").innerText()).contains("<script>window.stored=1</script>");
      assertThat(page.evaluate("window.stored === undefined && !('stored' in window)"))
          .isEqualTo(true);
      assertThat(page.locator("main img, main script, #sheet svg[onload]").count()).isZero();
      assertThat(page.locator("pre code").allTextContents())
          .noneMatch(command -> command.contains("<") || command.contains("$"));
      assertThat(page.locator("#payload").textContent()).contains(hostile);
      visit.check();
    }
  }

  @Test
  void whatIsNoHarnessFileOrTooLargeIsSaidInWords(@TempDir Path directory) throws IOException {
    Path large = directory.resolve("large.json");
    Files.writeString(large, "{" + " ".repeat(9 << 20));
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/submit");
      page.locator("#sign[data-ready]").waitFor();
      page.locator("#files").setInputFiles(large);
      page.locator("#preview .fault").waitFor();
      assertThat(page.locator("#preview").innerText()).contains("more than the 8.4", "MB");
      page.locator("#files").setInputFiles(Path.of("pom.xml"));
      page.locator(".troubles").waitFor();
      assertThat(page.locator(".troubles").innerText())
          .contains("pom.xml: This is a web page", "Nothing was stored");
      visit.picture("submit-trouble-desktop");
    }
    try (Visit visit = Visit.withoutScript(CHROMIUM.browser(), service.uri("/"))) {
      Page page = visit.open("/submit");
      page.locator("#files").setInputFiles(large);
      page.locator("form[data-files] button.main").click();
      assertThat(page.locator("h1").innerText()).isEqualTo("Too large");
      assertThat(page.locator("main").innerText()).contains("8.4", "./evalledger submit");
      visit.picture("submit-too-large-desktop");
    }
    HttpResponse<String> above = form("x".repeat((8 << 20) + 1));
    assertThat(above.statusCode()).isEqualTo(413);
    assertThat(above.body()).contains("more than the 8.4");
    HttpResponse<String> broken = service.post("/submit", "multipart/form-data", Bytes.ofUtf8("x"));
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> form(String content) {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.json\"\r\n\r\n"
            + content
            + "\r\n--b--\r\n";
    return service.post("/submit", "multipart/form-data; boundary=b", Bytes.ofUtf8(body));
  }

  @Test
  void nothingIsWrongWithThePageInAnyLook() {
    Visit.checkInEveryLook(CHROMIUM.browser(), service.uri("/"), "submit", "/submit", 200);
    for (Look look : Look.values()) {
      try (Visit visit = visit(look)) {
        Page page = visit.open("/submit");
        SubmitSteps.choose(page, ETHICS);
        visit.picture("submit-sheet-" + look.name().toLowerCase(Locale.ROOT));
        visit.check();
      }
    }
  }

  /** What the page says of a statement is what {@code check} says of it, signed. */
  @Test
  void aPreviewIsTheCheckOfWhatIsStillToBeSignedAndStoresNothing() {
    Person lab = service.join("preview", List.of("preview"), List.of());
    service.accept(lab.sign(lab.evaluation("preview/known", "quiz", "0.30").build()));
    var submissions = service.bean(Submissions.class);
    long before = size();
    for (JsonObject statement :
        List.of(
            lab.evaluation("preview/model-7b", "quiz", "0.41").build(),
            lab.evaluation("other/model-7b", "quiz", "0.415").build(),
            lab.evaluation("preview/known", "quiz", "0.31").build(),
            lab.evaluation("preview/model-7b", "unheard-of", "41").build(),
            lab.evaluation("preview/model-7b", "quiz", "0.41").put("run", "none").build(),
            lab.evaluation("preview/model-7b", "quiz", "0.41")
                .put("ledgers", Json.ofStrings(List.of("elsewhere")))
                .build())) {
      Submissions.Preview preview = submissions.preview(statement.asRead());
      Outcome told =
          preview.authority().<Outcome>map(Outcome.Refused::new).orElse(preview.outcome());
      assertThat(told)
          .isEqualTo(submissions.check(EnvelopeFormat.JOSE, lab.sign(statement)))
          .isNotInstanceOf(Outcome.Overloaded.class);
    }
    JsonObject stranger =
        lab.evaluation("preview/model-7b", "quiz", "0.41").put("submitter", "stranger").build();
    assertThat(form(stranger.asRead().utf8()).body())
        .contains("nobody may sign it yet", "third-party");
    assertThat(size()).isEqualTo(before);
  }

  @Test
  void resultsThatStandAreLeftOutOrCorrectedInOneStep() {
    Person lab = service.join("mender", List.of(), List.of());
    service.accept(lab.sign(lab.evaluation("mender/model", "quiz", "0.40").build()));
    ObjectBuilder statement = lab.evaluation("mender/model", "quiz", "0.41");
    ObjectBuilder impossible = Person.result("quiz", "1.4").put("variant", "other");
    statement.put(
        "results", Json.of(List.of(Person.result("quiz", "0.41").build(), impossible.build())));
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/submit");
      page.locator("#sign[data-ready]").waitFor();
      page.locator("#files").setInputFiles(SubmitSteps.payload("ready.json", statement.build()));
      SubmitSteps.press(page, "Leave out 1 result");
      assertThat(SubmitSteps.conclusion(page))
          .isEqualTo("All of it stands already, with other values.");
      assertThat(page.locator("#sheet .faults a").getAttribute("href")).startsWith("/entries/");
      visit.check();
      SubmitSteps.press(page, "Correct 1 earlier result");
      assertThat(SubmitSteps.conclusion(page)).isEqualTo("Ready to sign.");
      Json payload = RunningService.object(page.locator("#payload").textContent());
      service.accept(lab.sign(payload));
    }
    assertThat(text(service.read("/v1/scores?model=mender/model"), "items", "0", "value"))
        .isEqualTo("0.41");
  }

  @Test
  void twoTabsMakeOneKeyAndWhatCouldNotBeAskedIsSaid() {
    try (Visit visit = visit(Look.DESKTOP)) {
      Page page = visit.open("/submit");
      Page other = page.context().newPage();
      other.navigate(service.uri("/submit").toString());
      for (Page tab : List.of(page, other)) {
        tab.locator("#sign[data-ready]").waitFor();
      }
      for (Page tab : List.of(page, other)) {
        tab.locator("#make-key").click();
        tab.locator("#known-as", new Page.LocatorOptions().setHasText("nobody yet")).waitFor();
      }
      String kid = page.locator("#kid").innerText();
      assertThat(other.locator("#kid").innerText()).hasSize(43).isEqualTo(kid);
      other.route("**/submit/keys/**", Route::abort);
      other.reload();
      other.locator("#sign[data-ready]").waitFor();
      assertThat(other.locator("#known-as").innerText()).isEqualTo("could not ask");
      assertThat(other.locator("#ask").isVisible()).isFalse();
      other.unroute("**/submit/keys/**");
      other.locator("#look-again").click();
      other.locator("#known-as", new Page.LocatorOptions().setHasText("nobody yet")).waitFor();
      assertThat(other.locator("#ask").isVisible()).isTrue();
    }
  }

  @Test
  void aBrowserWithoutTheAlgorithmIsToldSoAndGetsTheCommand() {
    try (Visit visit = visit(Look.DESKTOP)) {
      visit.page().addInitScript("crypto.subtle.generateKey = async () => { throw new Error(); };");
      Page page = visit.open("/submit");
      page.locator("#unable").waitFor();
      assertThat(page.locator("#unable").innerText())
          .isEqualTo(
              "This browser makes no Ed25519 keys. Save the statement and sign it by command.");
      assertThat(page.locator("#send").isVisible()).isFalse();
      SubmitSteps.choose(page, GSM8K);
      assertThat(page.locator("#elsewhere pre").first().innerText()).contains("evalledger submit");
      visit.check();
    }
  }

  @Test
  void onlyAFewFilesAreReadAtOnce() throws InterruptedException {
    var desk = service.bean(SubmitDesk.class);
    desk.turns().acquire(SubmitDesk.AT_ONCE);
    try {
      HttpResponse<String> later = form("{}");
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.headers().firstValue("Retry-After")).contains("5");
      assertThat(later.body()).contains("Nothing was lost");
    } finally {
      desk.turns().release(SubmitDesk.AT_ONCE);
    }
    assertThat(form("{}").statusCode()).isEqualTo(422);
  }
}

package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.Application;
import org.evalledger.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest {
  private static final Path FILES = Path.of("src/test/resources/lm-eval");

  @TempDir private Path directory;
  private OpenLedger open;

  @BeforeEach
  void openLedger() {
    open = OpenLedger.in(directory);
  }

  @AfterEach
  void closeLedger() {
    open.close();
  }

  private Path statement(String name, String... values) {
    return TestStatement.write(directory, name, TestStatement.evaluation(values));
  }

  private static void assertCounts(Ran ran, int sent, int known, int conflicts, int refused) {
    JsonMembers json = ran.json();
    assertThat(
            new long[] {
              json.requireWhole("sent"),
              json.requireWhole("known"),
              json.requireWhole("conflicts"),
              json.requireWhole("refused")
            })
        .as("sent, known, conflicts, refused of " + ran)
        .containsExactly(sent, known, conflicts, refused);
  }

  @Test
  void everyResultOfRealFilesIsInTheLedgerOrAccountedFor() {
    Ran ran =
        open.submit(FILES, "--source", "https://example.org/evals/", "--base", FILES, "--force");
    JsonMembers json = ran.json();
    long inLedger = TestStatement.values(open.stub().log()).size();
    assertThat(json.requireWhole("sent")).isPositive().isEqualTo(inLedger);
    assertThat(open.stub().log().evaluations())
        .allSatisfy(
            one -> assertThat(String.valueOf(one.source())).contains("https://example.org/evals/"));
  }

  @Test
  void recordsLogsAndCardsOfOthersAreTakenByTheLedgerWithoutAFault() {
    for (String topic : List.of("every-eval-ever", "inspect", "hf-eval-results")) {
      Path files = Path.of("src/test/resources", topic);
      long before = TestStatement.values(open.stub().log()).size();
      Ran ran =
          open.submit(files, "--source", "https://example.org/evals/", "--base", files, "--force");
      JsonMembers json = ran.json();
      long inLedger = TestStatement.values(open.stub().log()).size() - before;
      assertThat(json.requireWhole("sent")).as(topic + ran.err()).isEqualTo(inLedger);
      assertThat(json.requireWhole("refused")).as(topic + ran.err()).isZero();
      assertThat(json.requireWhole("conflicts")).as(topic + ran.err()).isZero();
      // Without --model, what lies in no repository of the Hub names no model.
      assertThat(inLedger > 0).as(topic).isNotEqualTo(topic.equals("hf-eval-results"));
    }
  }

  @Test
  void aFileSentOnItsOwnIsTheOneThatWasSentWithItsDirectory() throws IOException {
    assertThat(published(FILES).json().requireWhole("sent")).isPositive();
    long size = open.stub().log().size();
    Path file;
    try (var all = Files.walk(FILES.resolve("pythia-v1"))) {
      file = all.filter(one -> one.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
    }
    for (Path named : List.of(file, file.toAbsolutePath(), file.resolveSibling("."))) {
      Ran ran = published(named);
      assertThat(ran.json().requireWhole("sent")).as(named + ran.err()).isZero();
    }
    assertThat(open.stub().log().size()).isEqualTo(size);
  }

  private Ran published(Path named) {
    return open.submit(named, "--source", "https://example.org/evals", "--base", FILES);
  }

  @Test
  void aSourceWithoutItsDirectoryIsUsage() {
    Ran ran = open.submit(FILES, "--source", "https://example.org/evals/");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--base");
  }

  @Test
  void ofASignedEnvelopeThatClashesInPartEveryResultIsCounted() {
    open.submit(statement("one.json", "0.612", "0.598"));
    Path statement = statement("run.json", "0.612", "0.599", "0.605", "0.61");
    Ran.cli("sign", statement, "--key", open.labKey(), "--out", directory);
    Ran ran = open.submit(directory.resolve("run.jws"));
    assertThat(ran.exit()).isEqualTo(1);
    assertCounts(ran, 0, 1, 1, 2);
    assertThat(TestStatement.values(open.stub().log())).containsExactly("0.612", "0.598");
  }

  @Test
  void ofASignedEnvelopeThatIsRefusedEveryResultIsCounted() {
    Path statement = statement("run.json", "61.2", "0.598", "0.605");
    Ran.cli("sign", statement, "--key", open.labKey(), "--out", directory);
    assertCounts(open.submit(directory.resolve("run.jws")), 0, 0, 0, 3);
  }

  @Test
  @Timeout(120)
  void interruptedItTellsWhatBecameOfWhatItDid() throws Exception {
    Path files = Files.createDirectory(directory.resolve("many"));
    for (int i = 0; i < 20; i++) {
      var model =
          Json.object().put("id", "lab/" + i).put("revision", "main").put("parameters", 1_000);
      TestStatement.write(
          files, i + ".json", TestStatement.evaluation("0.612").with("model", model.build()));
    }
    open.stub().tireAfter(3);
    // A signal that is ignored where the tests were started is ignored here too, unless reset.
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                "submit",
                files.toString(),
                "--to",
                open.stub().url(),
                "--key",
                open.labKey().toString(),
                "--submitter",
                "lab")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // Eight files are in flight at a time, so where eleven were begun three were finished.
    while (open.stub().seen() < 11) {
      assertThat(process.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(130);
    assertThat(said)
        .contains("3 files, 3 statements", "3  sent", "17 files were not finished")
        .containsOnlyOnce("statements; results:");
  }

  @Test
  void runAgainAllIsKnownAndNothingIsSent() {
    Ran first = open.submit(FILES, "--force", "--skip-invalid");
    long size = open.stub().log().size();
    Ran second = open.submit(FILES, "--force", "--skip-invalid");
    assertThat(open.stub().log().size()).isEqualTo(size);
    assertThat(second.json().requireWhole("sent")).isZero();
    assertThat(second.json().requireWhole("known"))
        .isEqualTo(first.json().requireWhole("sent") + first.json().requireWhole("known"));
    assertThat(second.json().requireWhole("conflicts"))
        .isEqualTo(first.json().requireWhole("conflicts"));
  }

  @Test
  void whatIsRecordedIsTakenOutAndTheRestSent() {
    assertCounts(open.submit(statement("one.json", "0.612", "0.598")), 2, 0, 0, 0);
    Ran more = open.submit(statement("two.json", "0.612", "0.598", "0.605"));
    assertThat(more.exit()).as(more.err()).isEqualTo(0);
    assertCounts(more, 1, 2, 0, 0);
    assertThat(TestStatement.values(open.stub().log())).containsExactly("0.612", "0.598", "0.605");
  }

  @Test
  void anotherValueIsAConflictThatNamesTheEarlier() {
    open.submit(statement("one.json", "0.612", "0.598"));
    Ran ran = open.submit(statement("two.json", "0.612", "0.599", "0.605"));
    assertThat(ran.exit()).isEqualTo(1);
    assertCounts(ran, 1, 1, 1, 0);
    JsonMembers conflict = ran.json().objects("reports").getFirst().objects("conflicts").getFirst();
    assertThat(conflict.requireText("pointer")).isEqualTo("/results/1");
    assertThat(conflict.requireWhole("result")).isEqualTo(1);
    assertThat(conflict.requireText("what")).isEqualTo("gsm8k exact_match = 0.599");
  }

  @Test
  void supersedeCorrectsTheEarlier() {
    open.submit(statement("one.json", "0.612", "0.598"));
    Ran ran = open.submit(statement("two.json", "0.612", "0.599"), "--supersede");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    assertCounts(ran, 1, 1, 0, 0);
    var last = open.stub().log().evaluations().getLast().results().getFirst();
    assertThat(last.value()).hasToString("0.599");
    assertThat(last.supersedes()).isNotNull();
    assertThat(last.supersedes().result()).isEqualTo(1);
  }

  @Test
  void aWarningStopsTheFileUnlessForced() {
    // 0.6125 of 1,000 items is no whole number of right answers.
    Path impossible = statement("bad.json", "0.6125");
    Path sound = statement("good.json", "0.5", "0.6");
    Ran ran = open.submit(impossible);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.json().requireWhole("heldBack")).isEqualTo(1);
    JsonMembers warning = ran.json().objects("reports").getFirst().objects("warnings").getFirst();
    assertThat(warning.requireText("verdict")).isEqualTo("inconsistent");
    assertThat(warning.requireText("why")).isNotEmpty();
    assertThat(TestStatement.values(open.stub().log())).isEmpty();

    assertThat(open.submit(impossible, "--force").exit()).isEqualTo(0);
    assertThat(TestStatement.values(open.stub().log())).containsExactly("0.6125");
    assertThat(open.submit(sound, "--supersede").exit()).isEqualTo(0);
  }

  @Test
  void aRefusedStatementTellsEveryFault() {
    Ran ran = open.submit(statement("off.json", "61.2", "0.598", "59.9"));
    assertThat(ran.exit()).isEqualTo(1);
    assertCounts(ran, 0, 0, 0, 3);
    JsonMembers refused = ran.json().objects("reports").getFirst().objects("refused").getFirst();
    assertThat(refused.objects("faults"))
        .extracting(fault -> fault.requireText("pointer"))
        .containsExactly("/results/0/value", "/results/2/value");
  }

  @Test
  void skipInvalidSendsTheOthers() {
    Ran ran = open.submit(statement("off.json", "61.2", "0.598", "59.9"), "--skip-invalid");
    assertThat(ran.exit()).isEqualTo(1);
    assertCounts(ran, 1, 0, 0, 2);
    assertThat(TestStatement.values(open.stub().log())).containsExactly("0.598");
  }

  @Test
  void dryRunSendsNothing() {
    long size = open.stub().log().size();
    Ran ran = open.submit(statement("one.json", "0.612"), "--dry-run");
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    assertThat(ran.json().isTrue("dryRun")).isTrue();
    assertThat(open.stub().log().size()).isEqualTo(size);
  }

  @Test
  void anOverloadedServiceIsTriedAgain() {
    open.stub().overload(3);
    Ran ran = open.submit(statement("one.json", "0.612"));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    assertCounts(ran, 1, 0, 0, 0);
    assertThat(ran.err()).contains("trying again");
  }

  @Test
  void aLostAnswerIsAskedForAgainAndNothingEntersTwice() {
    open.stub().loseAnswers(1);
    Ran ran = open.submit(statement("one.json", "0.612"));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    assertCounts(ran, 0, 1, 0, 0);
    assertThat(TestStatement.values(open.stub().log())).containsExactly("0.612");
  }

  @Test
  void aServiceThatStaysAwayIsUnreachable() {
    open.stub().overload(Integer.MAX_VALUE);
    Ran ran = open.submit(statement("one.json", "0.612"), "--timeout", "1");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("does not answer: status 503");
  }

  @Test
  void aSignedEnvelopeIsSentAsItIs() {
    Path statement = statement("run.json", "0.612");
    Ran.cli("sign", statement, "--key", open.labKey(), "--out", directory);
    Path envelope = directory.resolve("run.jws");
    assertCounts(open.submit(envelope), 1, 0, 0, 0);
    assertCounts(open.submit(envelope), 0, 1, 0, 0);
  }

  @Test
  void aKeyThatIsNotRegisteredIsRefusedInWords() {
    Path stranger = Ran.key(directory, "stranger");
    Ran ran =
        Ran.cli(
            "submit",
            statement("one.json", "0.612"),
            "--to",
            open.stub().url(),
            "--key",
            stranger,
            "--submitter",
            "lab");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("Refused:", "one.json: A signature is not valid");
  }

  @Test
  void receiptsAreKeptWhereWanted() throws IOException {
    Path receipts = directory.resolve("receipts");
    Ran ran = open.submit(statement("one.json", "0.612"), "--receipts", receipts);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    long index = open.stub().log().size() - 1;
    assertThat(Files.readString(receipts.resolve(index + ".json"))).contains("\"inclusionProof\"");
  }

  @Test
  void filesOfADirectoryThatAreNoResultsAreTold() throws IOException {
    Path mixed = Files.createDirectory(directory.resolve("mixed"));
    Files.writeString(mixed.resolve("note.json"), "{\"hello\":1}");
    TestStatement.write(mixed, "one.json", TestStatement.evaluation("0.612"));
    Ran ran = open.submit(mixed);
    assertThat(ran.exit()).isEqualTo(1);
    assertCounts(ran, 1, 0, 0, 0);
    assertThat(ran.out()).contains("note.json");
  }

  @Test
  void thePlainSummaryNamesWhatBecameOfEverything() {
    open.submit(statement("one.json", "0.612", "0.598"));
    Ran ran =
        Ran.cli(
            "submit",
            statement("two.json", "0.612", "0.599", "0.605"),
            "--to",
            open.stub().url(),
            "--key",
            open.labKey(),
            "--submitter",
            "lab");
    assertThat(ran.out())
        .contains("1 files, 1 statements")
        .contains("1  sent")
        .contains("1  known already")
        .contains("1  in conflict")
        .contains("two.json /results/1: gsm8k exact_match = 0.599, but result 1 of entry");
  }

  @Test
  void aMissingFileOrKeyIsUsage() {
    assertThat(open.submit(directory.resolve("none.json")).exit()).isEqualTo(2);
    Ran noKey = Ran.cli("submit", statement("one.json", "0.612"), "--to", open.stub().url());
    assertThat(noKey.exit()).isEqualTo(2);
    assertThat(noKey.err()).contains("--key");
  }
}

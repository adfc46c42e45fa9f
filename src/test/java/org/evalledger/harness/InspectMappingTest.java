package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Inspect logs say, trap by trap. */
class InspectMappingTest {
  private static final String TESTS = "inspect_ai-tests/";
  private static final String FIXTURES = "every_eval_ever-fixtures/";
  private static final String MMLU =
      TESTS + "analysis/test_logs_choices/mmlu-no-summary-choices.eval";
  private static final String EPOCHS = TESTS + "log/test_eval_log/log_streaming.eval";

  @Test
  void aRunLimitedToOneItemCountsOneWhateverTheSizeOfTheSet() {
    assertThat(InspectArchives.header(committed(MMLU).content())).contains("14042");
    Evaluation evaluation = evaluation(committed(MMLU));
    Result result = evaluation.results().getFirst();
    assertThat(result.benchmark() + " " + result.metric() + " " + result.value())
        .isEqualTo("mmlu version 1 acc 0.0");
    assertThat(result.samples().known()).contains(1L);
    assertThat(evaluation.settings().values().iterator().next().shots().known()).contains(0L);
    assertThat(evaluation.model().id().toString()).isEqualTo("openai/gpt-4o");
    assertThat(evaluation.run().harness().name()).isEqualTo("inspect_ai");
  }

  @Test
  void itemsThatFailedAreNotScored() {
    Result result =
        evaluation(committed(FIXTURES + "data_cvebench_empty_choices.json")).results().getFirst();
    assertThat(result.benchmark() + " " + result.metric()).isEqualTo("cve_bench version 1 success");
    assertThat(result.samples().known()).contains(78L);
  }

  @Test
  void aSetOfOneFileMayHoldManyItems() {
    Result result =
        evaluation(committed(FIXTURES + "data_intercode_ctf_local_path.json")).results().getFirst();
    assertThat(result.samples().known()).contains(79L);
    assertThat(result.benchmark().benchmark()).isEqualTo("intercode_ctf");
  }

  @Test
  void theJudgeAndItsPromptAreSettings() {
    HarnessFile file = committed(FIXTURES + "data_with_llm_scoring.json");
    Result result = evaluation(file).results().getFirst();
    assertThat(result.metric()).isEqualTo("correct");
    assertThat(result.samples().known()).contains(1_000L);
    assertThat(result.stderrMethod()).isEqualTo(StderrMethod.BINOMIAL);
    Members judge = settings(file, "simpleqa_verified").in("hyperparameters").in("scorerParams");
    assertThat(judge.in("grader_model").text("model")).contains("google/gemini-2.0-flash-001");
    assertThat(judge.text("grader_template").orElseThrow()).startsWith("Your job is to look");
  }

  /** 2 items in 2 epochs, 3 of 4 right: no whole number of 2 items, nor are there 4 items. */
  @Test
  void overEpochsEachRunOfAnItemCountsAndHangsTogetherWithTheOthers() {
    String header = InspectArchives.header(committed(EPOCHS).content());
    HarnessFile renamed =
        new HarnessFile(
            "arc.eval", InspectArchives.deflated(header.replace("\"popularity\"", "\"arc_easy\"")));
    Result result = evaluation(renamed).results().getFirst();
    assertThat(result.value().text()).isEqualTo("0.75");
    assertThat(result.samples().known()).isEmpty();
    assertThat(result.stderrMethod()).isEqualTo(StderrMethod.CLUSTERED);
    assertThat(settings(renamed, "arc_easy").in("hyperparameters").whole("epochs")).contains(2L);
  }

  @Test
  void anotherReducerIsAnotherNumberOfEachItemOnce() {
    String header =
        InspectArchives.header(committed(EPOCHS).content())
            .replace("\"popularity\"", "\"aime_2025\"")
            .replace("\"reducer\": null", "\"reducer\": \"pass_at_2\"");
    assertThat(header).doesNotContain("pass_at_2");
    String reduced =
        header.replace("\"name\": \"match\",", "\"name\": \"match\", \"reducer\": \"pass_at_2\",");
    Result result =
        evaluation(new HarnessFile("a.eval", InspectArchives.deflated(reduced)))
            .results()
            .getFirst();
    assertThat(result.metric()).isEqualTo("pass@k");
    assertThat(result.k()).isEqualTo(2);
    assertThat(result.samples().known()).contains(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"started", "error", "cancelled"})
  void aRunThatDidNotFinishGivesNothing(String status) {
    String header = InspectArchives.header(committed(MMLU).content());
    String unfinished =
        header.replaceFirst("\"status\": *\"success\"", "\"status\": \"" + status + "\"");
    for (Bytes content :
        new Bytes[] {Bytes.ofUtf8(unfinished), InspectArchives.deflated(unfinished)}) {
      assertThat(convert(content))
          .isEqualTo(
              new Unreadable(
                  "The status of this Inspect log is \"%s\": its run did not finish, and nothing is taken from it."
                      .formatted(status)));
    }
  }

  @Test
  void anArchiveWithoutHeaderIsARunThatDidNotFinish() {
    Bytes journal = InspectArchives.deflated(Map.of("_journal/start.json", new byte[] {'{', '}'}));
    assertThat(((Unreadable) convert(journal)).sentence()).contains("did not finish");
    Bytes other = InspectArchives.deflated(Map.of("readme.txt", new byte[] {'a'}));
    assertThat(convert(other)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void anArchivePackedByZstdSaysTheSame() {
    HarnessFile file = committed(MMLU);
    byte[] header = InspectArchives.header(file.content()).getBytes(StandardCharsets.UTF_8);
    Converted packed = (Converted) convert(InspectArchives.zstd(header, 1));
    Members one = new Members(packed.statements().getFirst());
    Members other = new Members(statement(file));
    for (String member : new String[] {"model", "run", "settings", "results"}) {
      assertThat(one.get(member)).isEqualTo(other.get(member));
    }
  }

  @Test
  void twoHeadersAreOneTooMany() {
    byte[] header =
        InspectArchives.header(committed(MMLU).content()).getBytes(StandardCharsets.UTF_8);
    assertThat(((Unreadable) convert(InspectArchives.zstd(header, 2))).sentence())
        .contains("two headers");
  }

  @Test
  void aBombIsNotUnpacked() {
    String header = InspectArchives.header(committed(MMLU).content());
    byte[] padded = (header + " ".repeat(8 << 20)).getBytes(StandardCharsets.UTF_8);
    for (Bytes bomb :
        new Bytes[] {
          InspectArchives.deflated(Map.of("header.json", padded)), InspectArchives.zstd(padded, 1)
        }) {
      assertThat(bomb.length()).isLessThan(100_000);
      assertThat(((Unreadable) convert(bomb)).sentence()).contains("unpacks to more than");
    }
  }

  @Test
  void anArchiveOfTooManyEntriesIsRefused() {
    var entries = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i <= InspectArchive.MAX_ENTRIES; i++) {
      entries.put("samples/" + i, new byte[0]);
    }
    assertThat(((Unreadable) convert(InspectArchives.deflated(entries))).sentence())
        .contains("more than 200000 entries");
  }

  @Test
  void anArchiveCutShortIsUnreadableAtEveryLength() {
    Bytes whole = committed(MMLU).content();
    for (int length = 4; length < whole.length(); length += 97) {
      assertThat(convert(whole.slice(0, length)))
          .as("%d bytes", length)
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void damageInsideOfTheHeaderIsNoticed() {
    byte[] whole = committed(MMLU).content().toArray();
    int at = InspectArchives.header(Bytes.copyOf(whole)).isEmpty() ? 0 : position(whole);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = whole.clone();
      damaged[at + i * 7] ^= 0x55;
      assertThat(convert(Bytes.copyOf(damaged)))
          .as("byte %d", at + i * 7)
          .isInstanceOf(Unreadable.class);
    }
  }

  /** Where the header's packed bytes begin: behind its local header, 30 bytes and the name. */
  private static int position(byte[] archive) {
    String text = new String(archive, StandardCharsets.ISO_8859_1);
    return text.indexOf("header.json") + "header.json".length() + 40;
  }

  private static HarnessFile committed(String path) {
    Path folder = RealFiles.committed("inspect");
    return LmEvalFiles.read(folder, folder.resolve(path));
  }

  private static Conversion convert(Bytes content) {
    return LmEvalFiles.convert(new HarnessFile("log.eval", content));
  }

  private static JsonObject statement(HarnessFile file) {
    Converted converted = LmEvalFiles.converted(file);
    assertThat(converted.left()).isEmpty();
    return converted.statements().getFirst();
  }

  private static Evaluation evaluation(HarnessFile file) {
    return LmEvalFiles.evaluation(statement(file));
  }

  private static Members settings(HarnessFile file, String id) {
    return new Members(statement(file)).in("settings").in(id);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"model_path\": \"/data/runs/my-7b/\"}', _/my-7b",
    "'{\"model_path\": \"my-7b\"}', _/my-7b",
    "'{}', none",
  })
  void weightsOnADiskAreCalledByTheirPath(String args, String expected) {
    var eval =
        (JsonObject)
            ((JsonReader.Value)
                    JsonReader.read(
                        Bytes.ofUtf8("{\"model\": \"hf/local\", \"model_args\": " + args + "}")))
                .json();
    assertThat(new InspectModel(new Members(eval), Overrides.NONE).id().map(Object::toString))
        .isEqualTo(Optional.of(expected).filter(name -> !name.equals("none")));
  }

  @Test
  void secretsInArgumentsOfATaskNeverLeaveTheLog() {
    var log =
        (JsonObject)
            ((JsonReader.Value)
                    JsonReader.read(
                        Bytes.ofUtf8(
                            """
                            {"eval": {"task": "a", "task_args":
                              {"api_key": "sk-1", "level": "easy", "inner": {"token": "t-9"}}}}
                            """)))
                .json();
    String settings = new InspectSettings(new Members(log)).of(Members.of(null)).canonical().utf8();
    assertThat(settings).contains("easy").doesNotContain("sk-1", "t-9");
  }
}

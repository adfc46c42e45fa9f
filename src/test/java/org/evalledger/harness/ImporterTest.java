package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
  private static final String WHOLE = "pythia-repo-baselines/bloom/bloom-1b7.json";

  @Test
  void aHalfWrittenFileIsUnreadableAtEveryLength() {
    Bytes whole = LmEvalFiles.committed(WHOLE).content();
    int end = whole.utf8().stripTrailing().length();
    for (int length = 1; length < end; length += 97) {
      Conversion conversion = convert("half.json", whole.slice(0, length));
      assertThat(conversion).as("%d bytes", length).isInstanceOf(Unreadable.class);
      assertThat(((Unreadable) conversion).sentence())
          .startsWith("The file ends in the middle of its JSON");
    }
  }

  static List<Path> filesOfOtherHarnesses() {
    return Stream.of(".json", ".jsonl")
        .flatMap(suffix -> LmEvalFiles.below(HarnessFiles.COMMITTED, suffix).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("filesOfOtherHarnesses")
  void aHalfWrittenFileOfAnyFormatIsUnreadable(Path path) {
    HarnessFile whole = HarnessFiles.read(path);
    int end = whole.content().utf8().stripTrailing().length();
    for (int length = 1; length < end; length += end / 12 + 1) {
      Bytes half = Bytes.ofUtf8(whole.content().utf8().substring(0, length));
      Conversion conversion =
          LmEvalFiles.convert(new HarnessFile(whole.relativePath(), half), HarnessFiles.NAMED);
      assertThat(conversion).as("%d bytes", length).isInstanceOf(Unreadable.class);
      assertThat(((Unreadable) conversion).sentence())
          .startsWith("The file ends in the middle of its JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n"})
  void anEmptyFileIsSaidToBeEmpty(String content) {
    assertThat(convert("empty.json", Bytes.ofUtf8(content)))
        .isEqualTo(new Unreadable("The file is empty."));
  }

  @Test
  void aWebPageIsSaidToBeOne() {
    assertThat(convert("results.json", Bytes.ofUtf8("<!DOCTYPE html><html></html>")))
        .isEqualTo(
            new Unrecognised(
                "This is a web page, not a results file; fetch the raw file instead."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "{\"name\": \"something else\", \"version\": 3}",
        "{\"results\": {\"all\": {\"acc\": 0.5}}}",
        "{\"results\": {\"scores\": []}, \"eval\": {}}",
        "{\"results\": {\"a\": {\"b\": 1}}}",
        "name,value\na,1\n",
      })
  void otherFilesAreNotTakenForResults(String content) {
    assertThat(convert("file.json", Bytes.ofUtf8(content))).isInstanceOf(Unrecognised.class);
  }

  @Test
  void aPerSampleLogIsSaidToBeOne() {
    Conversion conversion =
        LmEvalFiles.convert(
            LmEvalFiles.committed("samples/samples_math_perturbed_full_first-line.jsonl"));
    assertThat(conversion).isInstanceOf(Unrecognised.class);
    assertThat(((Unrecognised) conversion).sentence()).contains("per-sample log");
  }

  @Test
  void whatPythonWritesForNoNumberIsLeftWithAReason() {
    var converted =
        (Converted)
            convert(
                "nan.json",
                results(
                    """
                    {"acc,none": NaN, "acc_norm,none": null, "acc_stderr,none": "N/A"},
                    "lambada_openai": {"perplexity,none": Infinity, "acc,none": 1e-05},
                    "piqa": {"acc,none": "N/A", "acc,other": 1e999, "speed,none": 3}
                    """));
    assertThat(converted.left())
        .extracting(left -> left.pointer() + " " + left.what())
        .containsExactly(
            "/results/hellaswag/acc,none \"NaN\"",
            "/results/hellaswag/acc_norm,none null",
            "/results/lambada_openai/perplexity,none \"Infinity\"",
            "/results/piqa/acc,none \"N/A\"",
            "/results/piqa/acc,other \"1e999\"",
            "/results/piqa/speed,none 3");
    var evaluation = LmEvalFiles.evaluation(converted.statements().getFirst());
    assertThat(evaluation.results()).hasSize(1);
    assertThat(evaluation.results().getFirst().value().text()).isEqualTo("1e-05");
  }

  @Test
  void aGroupThatStandsInGroupsAloneIsReadFromThere() {
    var converted =
        (Converted)
            convert(
                "groups.json",
                Bytes.ofUtf8(
                    """
                    {"model_name": "a/b", "results": {"xnli_de": {"acc,none": 0.5}},
                     "groups": {"xnli": {"acc,none": 0.25}, "xnli_de": {"acc,none": 0.5}},
                     "group_subtasks": {"xnli": ["xnli_de"]}, "configs": {}}
                    """));
    assertThat(LmEvalFiles.evaluation(converted.statements().getFirst()).results())
        .extracting(result -> result.benchmark().benchmark() + " " + result.value())
        .containsExactly("xnli 0.5", "xnli 0.25");
    assertThat(converted.left()).isEmpty();
  }

  @Test
  void oneResultUnderTwoNamesIsLeftOnce() {
    var converted =
        (Converted)
            convert(
                "twice.json",
                Bytes.ofUtf8(
                    """
                    {"results": {"sst": {"acc": 0.5}, "sst2": {"acc": 0.5}},
                     "versions": {}, "config": {"model_args": "pretrained=gpt2", "num_fewshot": 0}}
                    """));
    assertThat(converted.left()).hasSize(1);
    var evaluation = LmEvalFiles.evaluation(converted.statements().getFirst());
    assertThat(evaluation.model().id().toString()).isEqualTo("_/gpt2");
    assertThat(evaluation.results()).hasSize(1);
  }

  @Test
  void aFileThatNamesNoModelSaysSo() {
    assertThat(convert("results.json", Bytes.ofUtf8("{\"piqa\": {\"acc,none\": 0.5}}")))
        .isEqualTo(
            new Unreadable("The file does not say which model was evaluated; name it yourself."));
  }

  @Test
  void passAtKIsWrittenInTwoWays() {
    var converted =
        (Converted)
            convert(
                "code.json",
                Bytes.ofUtf8(
                    """
                    {"model_name": "a/b", "versions": {}, "results": {
                      "humaneval": {"pass@10,create_test": 0.5}, "mbpp": {"pass_at_1,none": 0.25}}}
                    """));
    assertThat(LmEvalFiles.evaluation(converted.statements().getFirst()).results())
        .extracting(r -> r.benchmark().benchmark() + " " + r.metric() + " " + r.k())
        .containsExactly("humaneval pass@k 10", "mbpp pass@k 1");
  }

  @Test
  void secretsInModelArgumentsNeverLeaveTheFile() {
    var converted =
        (Converted)
            convert(
                "api.json",
                Bytes.ofUtf8(
                    """
                    {"results": {"piqa": {"acc,none": 0.5}}, "versions": {"piqa": 1},
                     "config": {"model_args": "model=x-1,api_key=sk-123,token=t-9,add_bos_token=True"}}
                    """));
    String text = converted.statements().getFirst().canonical().utf8();
    assertThat(text).contains("add_bos_token").doesNotContain("sk-123", "t-9");
  }

  private static Bytes results(String hellaswagAndMore) {
    return Bytes.ofUtf8(
        "{\"model_name\": \"a/b\", \"versions\": {}, \"results\": {\"hellaswag\": "
            + hellaswagAndMore
            + "}}");
  }

  private static Conversion convert(String path, Bytes content) {
    return LmEvalFiles.convert(new HarnessFile(path, content));
  }
}

package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.harness.HarnessFiles.committed;
import static org.evalledger.harness.HarnessFiles.converted;
import static org.evalledger.harness.HarnessFiles.evaluation;

import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable.Known;
import org.evalledger.statement.Knowable.Unknown;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightevalTest {
  private static final Converted REAL = converted(committed("lighteval", ".json"));

  @Test
  void metricsAreReadWithTheirParametersAndTheMeanOfAllTasksIsLeft() {
    assertThat(evaluation(REAL).results())
        .extracting(
            r ->
                "%s %s %s k=%s %s %s"
                    .formatted(
                        r.benchmark().benchmark(),
                        r.task(),
                        r.metric(),
                        r.k(),
                        r.variant(),
                        r.value().text()))
        .containsExactly(
            "gpqa diamond pass@k k=1 null 0.7525252525252525",
            "aime_2025 null pass@k k=1 null 0.8333333333333334",
            "aime_2025 null avg@n k=null n=1 0.8333333333333334",
            "math_500 null pass@k k=1 null 0.904");
    assertThat(REAL.left())
        .hasSize(3)
        .allSatisfy(left -> assertThat(left.pointer()).startsWith("/results/all/"));
  }

  /** Value and error tell n where {@code effective_num_docs} is −1: 149/198, 25/30, 452/500. */
  @Test
  void minusOneItemsAreNone() {
    assertThat(evaluation(REAL).results())
        .extracting(r -> r.samples())
        .containsExactly(new Known<>(198L), new Known<>(30L), new Known<>(30L), new Known<>(500L));
    assertThat(evaluation(REAL).results())
        .allSatisfy(r -> assertThat(r.stderrMethod()).isEqualTo(StderrMethod.BINOMIAL));
    String file =
        """
        {"config_general": {"model_name": "a/b"},
         "results": {"gsm8k|5": {"extractive_match": 0.5, "extractive_match_stderr": 0.11}},
         "config_tasks": {"gsm8k|5": {"effective_num_docs": %d, "original_num_docs": 1319}}}
        """;
    assertThat(only(file.formatted(-1)).results().getFirst().samples())
        .isEqualTo(new Unknown<Long>(false));
    assertThat(only(file.formatted(20)).results().getFirst().samples()).isEqualTo(new Known<>(20L));
  }

  @Test
  void theServersPrefixIsNoNamespace() {
    Evaluation real = evaluation(REAL);
    assertThat(real.model().id())
        .isEqualTo(ModelId.parse("inference-optimization/Qwen3-235B-A22B-Thinking-2507.w4a16"));
    assertThat(real.model().parameters()).isEqualTo(new Known<>(235_000_000_000L));
    assertThat(real.run().harness().revision()).isEqualTo(new Unknown<String>(false));
  }

  @Test
  void settingsHoldSeedSamplingAndThePromptsFunction() {
    Members settings =
        HarnessFiles.settings(HarnessFiles.statement(REAL), evaluation(REAL).results().getFirst());
    assertThat(settings.whole("seed")).contains(3344L);
    assertThat(settings.whole("shots")).contains(0L);
    assertThat(settings.in("promptTemplate").text("text"))
        .contains("prompt_function:\ngpqa_instruct_prompt\n");
    assertThat(settings.in("hyperparameters").number("temperature")).contains("0.6");
    assertThat(settings.in("hyperparameters").names())
        .doesNotContain("api_key", "seed", "base_url");
  }

  @ParameterizedTest
  @CsvSource({
    "leaderboard|mmlu:abstract_algebra|5|0, mmlu, abstract_algebra",
    "lighteval|mmlu:_average|5|0, mmlu, ",
    "leaderboard|arc:challenge|25, arc_challenge, ",
    "gpqa:main|0, gpqa, main",
  })
  void namesOfEitherAgeResolve(String name, String benchmark, String task) {
    Evaluation read =
        only(
            """
            {"config_general": {"model_config": {"model_name": "a/b", "dtype": "torch.BFloat16"}},
             "results": {"%s": {"acc": 0.5}}}
            """
                .formatted(name));
    var result = read.results().getFirst();
    assertThat(result.benchmark().benchmark()).isEqualTo(benchmark);
    assertThat(result.task()).isEqualTo(task);
    assertThat(read.model().precision()).isEqualTo(new Known<>("bfloat16"));
  }

  @Test
  void metricNamesAreTakenApart() {
    assertThat(LightevalMetric.parse("pass@k:k=4&n=16"))
        .isEqualTo(new LightevalMetric("pass@k", 4L, "n=16"));
    assertThat(LightevalMetric.parse("gpqa_pass@k:k=1"))
        .isEqualTo(new LightevalMetric("pass@k", 1L, null));
    assertThat(LightevalMetric.parse("pass@1")).isEqualTo(new LightevalMetric("pass@k", 1L, null));
    assertThat(LightevalMetric.parse("extractive_match"))
        .isEqualTo(new LightevalMetric("extractive_match", null, null));
  }

  @Test
  void aRunWithoutResultsIsSaidToHaveNone() {
    assertThat(convert("{\"config_general\": {\"model_name\": \"a/b\"}, \"results\": {}}"))
        .isEqualTo(new Unreadable("The file names no task: its run gave no results."));
    assertThat(convert("{\"config_general\": {}, \"results\": {\"all\": {\"acc\": 0.5}}}"))
        .isEqualTo(NamedModel.NAMELESS);
  }

  @Test
  void aLongSystemPromptIsItsDigest() {
    var converted =
        converted(
            HarnessFiles.of(
                "results.json",
                """
                {"config_general": {"model_config": {"model_name": "a/b", "system_prompt": "%s"}},
                 "results": {"gsm8k|5": {"acc": 0.5}},
                 "config_tasks": {"gsm8k|5": {"prompt_function": "gsm8k"}}}
                """
                    .formatted("x".repeat(300_000)),
                Neighbours.NONE));
    Members settings =
        HarnessFiles.settings(
            HarnessFiles.statement(converted), evaluation(converted).results().getFirst());
    assertThat(settings.in("promptTemplate").in("system").text("sha256")).isPresent();
  }

  private static Evaluation only(String content) {
    return evaluation(converted(HarnessFiles.of("results.json", content, Neighbours.NONE)));
  }

  private static Conversion convert(String content) {
    return LmEvalFiles.convert(HarnessFiles.of("results.json", content, Neighbours.NONE));
  }
}

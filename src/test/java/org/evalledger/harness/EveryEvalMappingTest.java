package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Every Eval Ever records say, trap by trap. */
class EveryEvalMappingTest {
  private static final String V02 = "v0.2.0/data/";
  private static final String OPEN_LLM =
      V02 + "hfopenllm_v2/AI4free/t2/25eb4bdf-beb4-4ad2-a5e9-3a2f31c46cb5.json";
  private static final String HELM_LITE =
      V02 + "helm_lite/qwen/qwen1.5-14b/6b2891bd-2444-4286-8ccf-c91181856d29.json";
  private static final String HELM_CLASSIC =
      V02 + "helm_classic/meta/Llama-2-70B/78bc128a-6e53-4086-9498-2b3428e1d884.json";
  private static final String GAIA_RUN =
      "with-samples/data/GAIA/openai/gpt-4.1-mini-2025-04-14/"
          + "e474c960-b3d0-40da-b8ef-5adf65196a91.json";
  private static final String HAL =
      "hal/data/hal-usaco/openai/gpt-4-1/77b2d237-7d79-4e28-85cf-9444ba3c1658.json";

  @Test
  void theOpenLlmLeaderboardGivesSixBenchmarksAndTheModelsSize() {
    Evaluation evaluation = evaluation(OPEN_LLM);
    assertThat(evaluation.results())
        .extracting(result -> result.benchmark().benchmark() + " " + result.metric())
        .containsExactly(
            "ifeval mean(prompt_strict_acc,inst_strict_acc)",
            "bbh_leaderboard acc_norm_mean_subtasks",
            "math_lvl_5 exact_match",
            "gpqa acc_norm",
            "musr acc_norm_mean_3_subtasks",
            "mmlu_pro acc");
    Members model = members(OPEN_LLM).in("model");
    assertThat(model.whole("parameters")).contains(7_613_000_000L);
    assertThat(model.text("precision")).contains("bfloat16");
    assertThat(evaluation.run().harness().name()).isEqualTo("lm-evaluation-harness");
  }

  @Test
  void whoPublishedTheNumbersClaimsThemWhateverIsSaidOfTheFolder() {
    Members source = members(OPEN_LLM).in("source");
    assertThat(source.text("claimedBy")).contains("Hugging_Face");
    assertThat(source.text("url"))
        .contains("https://example.org/evals/" + OPEN_LLM.replace(" ", "%20"));
  }

  @Test
  void theSenderCannotSpeakForNumbersReadOffAPageOfOthers() {
    Provenance own =
        new Provenance(
            LmEvalFiles.COLLECTED.submitter(),
            LmEvalFiles.COLLECTED.ledgers(),
            LmEvalFiles.COLLECTED.issuedAt(),
            null);
    var importer = new Importer(BuiltInBenchmarks.load());
    assertThat(
            ((Unreadable) importer.convert(committed(HELM_LITE), own, Overrides.NONE)).sentence())
        .startsWith("The record passes on what crfm published; say under which address it lies");
    var run = (Converted) importer.convert(committed(GAIA_RUN), own, Overrides.NONE);
    assertThat(run.statements().getFirst().get("source")).isEqualTo(Json.ofNull());
  }

  @Test
  void fiveSubjectsOfMmluAreAScenarioOfHelmAndNotMmlu() {
    Result mmlu = LmEvalFiles.result(evaluation(HELM_LITE), "helm_lite", "mmlu", "exact_match");
    assertThat(mmlu.samples().known()).isEmpty();
    Result openbookqa =
        LmEvalFiles.result(evaluation(HELM_LITE), "helm_lite", "openbookqa", "exact_match");
    assertThat(openbookqa.samples().known()).contains(500L);
  }

  @Test
  void minusOneIsNoScore() {
    assertThat(converted(HELM_CLASSIC).left())
        .filteredOn(left -> left.what().equals("-1.0"))
        .isNotEmpty()
        .allMatch(left -> left.why().contains("outside the range that the file itself declares"));
  }

  @Test
  void whatWasScoredIsCountedAndNotTheDataSet() {
    Result gaia = evaluation(GAIA_RUN).results().getFirst();
    assertThat(gaia.samples().known()).contains(2L);
  }

  @Test
  void theScaffoldOfAnAgentIsASettingAndItsCostIsNot() {
    Members statement = members(HAL);
    Members settings = statement.in("settings").in("usaco").in("hyperparameters");
    assertThat(settings.text("agent_scaffold")).contains("HAL Generalist Agent");
    assertThat(settings.has("hal_rank")).isFalse();
    assertThat(statement.in("run").in("usage").has("costUsd")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "75.2, 0, 100, -, 0.752",
        "75.2, 0, 100, percent, 0.752",
        "0.752, 0, 1, -, 0.752",
        "0.752, 0.0, 1.0, proportion, 0.752",
        "0.752, -, -, proportion, 0.752",
        "75.2, -, -, percent, 0.752",
        "75.2, 0, 1, -, outside the range",
        "0.752, 0, 100, proportion, declares the range",
        "7.52, 0, 10, -, declares the range",
        "0.752, -, -, -, does not say whether",
      })
  void percentAndFractionAreToldByTheDeclaredRangeAndUnit(
      String score,
      @Nullable String minimum,
      @Nullable String maximum,
      @Nullable String unit,
      String expected) {
    var config = Json.object().put("metric_id", "exact_match").put("lower_is_better", false);
    if (minimum != null && maximum != null) {
      config
          .put("min_score", new Json.JsonNumber(minimum))
          .put("max_score", new Json.JsonNumber(maximum));
    }
    if (unit != null) {
      config.put("metric_unit", unit);
    }
    Converted converted = (Converted) LmEvalFiles.convert(record("GSM8K", score, config.build()));
    String outcome =
        converted.left().isEmpty()
            ? LmEvalFiles.evaluation(converted.statements().getFirst())
                .results()
                .getFirst()
                .value()
                .text()
            : converted.left().getFirst().why();
    assertThat(outcome).contains(expected);
  }

  @Test
  void aMetricThatPointsTheOtherWayIsLeft() {
    var config =
        Json.object()
            .put("metric_id", "exact_match")
            .put("lower_is_better", true)
            .put("metric_unit", "proportion")
            .build();
    Converted converted = (Converted) LmEvalFiles.convert(record("GSM8K", "0.5", config));
    assertThat(converted.statements()).isEmpty();
    assertThat(converted.left().getFirst().why()).contains("other end is better");
  }

  @Test
  void aPerSampleLogIsSaidToBeOne() {
    Conversion conversion =
        LmEvalFiles.convert(
            committed(
                "v0.3.0-reference/data/demo-source/demo-org/demo-model/"
                    + "f3a1c0de-4b2e-4c1a-9f6d-1b7e5a2c8d40_samples.jsonl"));
    assertThat(conversion).isInstanceOf(Unrecognised.class);
    assertThat(((Unrecognised) conversion).sentence()).contains("per-sample log");
  }

  @Test
  void aHalfWrittenRecordIsUnreadable() {
    Bytes whole = committed(OPEN_LLM).content();
    for (int length = 1; length < whole.length() - 2; length += 211) {
      assertThat(LmEvalFiles.convert(new HarnessFile("half.json", whole.slice(0, length))))
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void theSenderKnowsTheModelBetter() {
    var given = new Overrides(ModelId.parse("a/b"), "r1", 5L);
    var read = (Converted) LmEvalFiles.convert(committed(OPEN_LLM), given);
    Members model = new Members(read.statements().getFirst()).in("model");
    assertThat(model.text("id")).contains("a/b");
    assertThat(model.text("revision")).contains("r1");
    assertThat(model.whole("parameters")).contains(5L);
  }

  private static HarnessFile record(String name, String score, JsonObject config) {
    JsonObject result =
        Json.object()
            .put("evaluation_name", name)
            .put("source_data", Json.object().put("dataset_name", name).build())
            .put("metric_config", config)
            .put("score_details", Json.object().put("score", new Json.JsonNumber(score)).build())
            .build();
    JsonObject record =
        Json.object()
            .put("schema_version", "0.3.0")
            .put("source_metadata", Json.object().put("source_type", "evaluation_run").build())
            .put("model_info", Json.object().put("id", "a/b").build())
            .put("evaluation_results", Json.of(List.of(result)))
            .build();
    return new HarnessFile("record.json", record.asRead());
  }

  private static HarnessFile committed(String path) {
    Path folder = RealFiles.committed("every-eval-ever");
    return LmEvalFiles.read(folder, folder.resolve(path));
  }

  private static Converted converted(String path) {
    return LmEvalFiles.converted(committed(path));
  }

  private static Members members(String path) {
    return new Members(converted(path).statements().getFirst());
  }

  private static Evaluation evaluation(String path) {
    return LmEvalFiles.evaluation(converted(path).statements().getFirst());
  }
}

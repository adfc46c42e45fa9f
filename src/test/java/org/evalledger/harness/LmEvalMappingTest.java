package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.harness.LmEvalFiles.committed;
import static org.evalledger.harness.LmEvalFiles.evaluation;
import static org.evalledger.harness.LmEvalFiles.result;
import static org.evalledger.harness.LmEvalFiles.statement;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable.Known;
import org.evalledger.statement.Knowable.Unknown;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result.StderrMethod;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;

/** One committed file a trap; expected values were looked up in the files by hand. */
class LmEvalMappingTest {
  private static final String PYTHIA = "pythia-v1/pythia-70m/zero-shot/70m_step143000.json";
  private static final String STEER =
      "v0.4-steer-56models/pythia-70m/results_2024-06-03T01-43-43.303701.json";
  private static final String STEERED =
      "v0.4.12-steered-llama3.1-8b/"
          + "ETHICS_consequentialist_alpha-4.0.pt_2026-02-21T16-56-08.780608.json";
  private static final String NEGOTIATION =
      "v0.4.13-2026/qwen3-8b/negotiationtom/Qwen__Qwen3-8B/"
          + "results_2026-07-08T18-15-33.115417.json";
  private static final String NEOX =
      "pythia-bias-evals/"
          + "intervention-19m-deduped-step143000_eval_results_01-21-2023-21-41-13.json";
  private static final String GSM8K =
      "v0.4-gsm8k/gsm8k_resps/meta-llama__Meta-Llama-3-8B-Instruct/"
          + "results_2024-08-25T21-59-12.123082.json";

  @Test
  void anOldFileGivesCheckpointNominalSizeAndTrainingTokens() {
    Evaluation pythia = evaluation(PYTHIA);
    assertThat(pythia.model().id()).isEqualTo(new ModelId("EleutherAI", "pythia-v1.1-70m"));
    assertThat(pythia.model().revision()).isEqualTo(new Known<>("step143000"));
    assertThat(pythia.model().parameters()).isEqualTo(new Known<>(70_000_000L));
    assertThat(pythia.model().trainingTokens()).isEqualTo(new Known<>(299_892_736_000L));
    assertThat(pythia.run().harness().version()).isEqualTo(new Unknown<String>(false));
    assertThat(pythia.run().hardwareKnown()).isFalse();
    assertThat(pythia.settings().keySet()).contains("0-shot");
  }

  @Test
  void anOldFilesProportionsTellTheirSamples() {
    Evaluation pythia = evaluation(PYTHIA);
    var stereotypes = result(pythia, "crows_pairs", "english_autre", "pct_stereotype");
    assertThat(stereotypes.samples()).isEqualTo(new Known<>(11L));
    assertThat(stereotypes.filter()).isEqualTo("none");
    assertThat(stereotypes.stderrMethod()).isEqualTo(StderrMethod.BINOMIAL);
    assertThat(result(pythia, "lambada", "openai", "perplexity").samples())
        .isEqualTo(new Unknown<Long>(false));
    assertThat(result(pythia, "lambada", "openai", "perplexity").stderrMethod())
        .isEqualTo(StderrMethod.BOOTSTRAP);
  }

  @Test
  void theSameSizeAndStepAfterAnotherTrainingIsAnotherModel() {
    String folder = "pythia-v1/pythia-410m-deduped/";
    Evaluation before = evaluation(folder + "baseline/baseline-410m-deduped_step143000.json");
    Evaluation after =
        evaluation(folder + "intervention/intervention-410m-deduped_step143000.json");
    assertThat(after.model().revision()).isEqualTo(before.model().revision());
    assertThat(after.model().id()).isNotEqualTo(before.model().id());
    assertThat(after.model().trainingTokens()).isEqualTo(new Unknown<Long>(false));
  }

  @Test
  void aNeoxFileNamesItsModelAndItsShapeGivesTheParameters() {
    Evaluation neox = evaluation(NEOX);
    assertThat(neox.model().id()).isEqualTo(new ModelId("_", "intervention-19m-deduped"));
    assertThat(neox.model().revision()).isEqualTo(new Known<>("step143000"));
    assertThat(neox.model().parameters()).isEqualTo(new Known<>(70_426_624L));
    assertThat(neox.model().precision()).isEqualTo(new Known<>("float16"));
  }

  @Test
  void aPathThatNamesASizeAloneTakesTheNameOfItsFolder() {
    Evaluation llama = evaluation("v0.3-2023/llama/llama-30B/llama-30B_bbh_3-shot.json");
    assertThat(llama.model().id()).isEqualTo(new ModelId("_", "llama-30B"));
    assertThat(llama.model().parameters()).isEqualTo(new Known<>(30_000_000_000L));
    assertThat(llama.model().revision()).isEqualTo(new Unknown<String>(false));
    assertThat(llama.settings())
        .hasEntrySatisfying(
            "3-shot", settings -> assertThat(settings.shots()).isEqualTo(new Known<>(3L)));
    assertThat(result(llama, "bigbench", "snarks", "multiple_choice_grade").samples())
        .isEqualTo(new Known<>(181L));
  }

  @Test
  void percentagesStayPercentages() {
    Evaluation llama =
        evaluation("v0.3-2023/llama/llama-7B/llama-7B_question_answering_0-shot.json");
    assertThat(result(llama, "squad2", "", "exact").value())
        .isEqualTo(new Decimal("9.416322749094585"));
  }

  @Test
  void aSizeWrittenWithItsUnitInTheMiddleIsUnderstood() {
    assertThat(evaluation("pythia-repo-baselines/bloom/bloom-1b7.json").model().parameters())
        .isEqualTo(new Known<>(1_700_000_000L));
  }

  @Test
  void aNewFileGivesGroupsSamplesSeedsAndHardware() {
    Evaluation steer = evaluation(STEER);
    assertThat(steer.model().id()).isEqualTo(new ModelId("EleutherAI", "pythia-70m-deduped"));
    assertThat(steer.model().revision()).isEqualTo(new Unknown<String>(false));
    assertThat(steer.model().parameters()).isEqualTo(new Known<>(70_426_624L));
    var whole = result(steer, "steer", "", "acc");
    assertThat(whole.value()).isEqualTo(new Decimal("0.5808997021622249"));
    assertThat(whole.samples()).isEqualTo(new Known<>(25_853L));
    assertThat(whole.stderrMethod()).isEqualTo(StderrMethod.POOLED);
    var part = result(steer, "steer", "steer2", "acc");
    assertThat(part.samples()).isEqualTo(new Known<>(8_766L));
    assertThat(part.split()).isEqualTo("test");
    assertThat(part.stderrMethod()).isEqualTo(StderrMethod.BINOMIAL);
  }

  @Test
  void aNewFilesRunIsReadFromTheTextOfItsEnvironment() {
    Members run = Members.of(statement(STEER)).in("run");
    assertThat(run.in("hardware").object())
        .isEqualTo(
            Json.object().put("accelerator", "NVIDIA A100-SXM4-80GB").put("count", 1).build());
    assertThat(run.in("software").text("torch")).contains("2.3.0+cu121");
    assertThat(run.in("software").text("python")).contains("3.12.2");
    assertThat(run.in("software").text("cuda")).contains("12.1");
    assertThat(run.in("harness").text("revision")).contains("bb3ea721");
    assertThat(evaluation(STEER).run().startedAt())
        .isEqualTo(new Known<>(Instant.parse("2024-06-03T01:42:18.706Z")));
  }

  @Test
  void aNewFilesSettingsHoldPromptAndEverySeed() {
    Members settings = Members.of(statement(STEER)).in("settings").in("steer2");
    assertThat(settings.in("promptTemplate").text("text"))
        .contains(
            """
            doc_to_text:
            Question: {{question.strip()}}
            A. {{choices[0]}}
            B. {{choices[1]}}
            Answer:

            doc_to_choice:
            ["A","B"]

            doc_to_target:
            answer

            target_delimiter:
            " "

            fewshot_delimiter:
            "\\n\\n"

            """);
    assertThat(settings.in("seed").object())
        .isEqualTo(
            Json.object()
                .put("random", 0)
                .put("numpy", 1234)
                .put("torch", 1234)
                .put("fewshot", 1234)
                .build());
    assertThat(settings.in("hyperparameters").number("taskVersion")).contains("0");
  }

  @Test
  void aGroupsPromptIsThatOfAllItsTasks() {
    String text =
        Members.of(statement(STEER))
            .in("settings")
            .in("steer")
            .in("promptTemplate")
            .text("text")
            .orElseThrow();
    assertThat(text).contains("task: steer2\n", "task: steer9\n");
  }

  @Test
  void aMixtureOfExpertsHasTheParametersTheFileCounts() {
    assertThat(
            evaluation(
                    "v0.4-steer-56models/Mixtral-8x7B-v0.1/results_2024-06-03T03-29-16.859291.json")
                .model()
                .parameters())
        .isEqualTo(new Known<>(46_702_792_704L));
    ModelName mixture = ModelName.parse("mistralai/Mixtral-8x7B-v0.1", committed(PYTHIA));
    assertThat(mixture.nominalParameters()).isEmpty();
  }

  @Test
  void aSteeredModelIsNotTheModelItSteers() {
    Evaluation steered = evaluation(STEERED);
    assertThat(steered.model().id()).isEqualTo(new ModelId("meta-llama", "Llama-3.1-8B-Instruct"));
    assertThat(steered.model().adapter())
        .isEqualTo(new Known<>("steering:consequentialist_weighted_L13_alpha-4.0.pt"));
    assertThat(steered.model().revision())
        .isEqualTo(new Known<>("0e9e39f249a16976918f6564b8830bc894c89659"));
    assertThat(steered.run().harness().version()).isEqualTo(new Known<>("0.4.12.dev0"));
    assertThat(result(steered, "ethics", "commonsense_morality", "acc").samples())
        .isEqualTo(new Known<>(3_885L));
  }

  @Test
  void aTruncatedRunShowsFewerSamplesThanTheBenchmarkHas() {
    Evaluation limited = evaluation(NEGOTIATION);
    assertThat(result(limited, "negotiationtom", "belief", "acc").samples())
        .isEqualTo(new Known<>(20L));
    assertThat(result(limited, "negotiationtom", "", "acc").samples()).isEqualTo(new Known<>(40L));
    assertThat(result(limited, "negotiationtom", "", "micro_f1").samples())
        .isEqualTo(new Known<>(20L));
    assertThat(result(limited, "negotiationtom", "", "micro_f1").stderr()).isNull();
    assertThat(
            Members.of(statement(NEGOTIATION))
                .in("settings")
                .in("negotiationtom_belief")
                .in("hyperparameters")
                .number("limit"))
        .contains("20.0");
  }

  @Test
  void twoFiltersAreTwoResults() {
    Evaluation gsm8k = evaluation(GSM8K);
    assertThat(gsm8k.results())
        .extracting(r -> r.filter() + " " + r.value())
        .containsExactly("strict-match 0.7725549658832449", "flexible-extract 0.7778620166793025");
    assertThat(gsm8k.model().parameters()).isEqualTo(new Known<>(8_000_000_000L));
    assertThat(gsm8k.settings())
        .hasEntrySatisfying(
            "gsm8k_cot_llama", settings -> assertThat(settings.shots()).isEqualTo(new Known<>(5L)));
  }

  @Test
  void filesKeptByHandCountToo() {
    String folder = "v0.4-2025-mixed/results-0.4.3/VisualRWKV__rwkv7-pile/";
    Evaluation bare = evaluation(folder + "results_2025-03-04T11-20-05.json");
    assertThat(bare.model().id()).isEqualTo(new ModelId("VisualRWKV", "rwkv7-pile"));
    assertThat(bare.model().parameters()).isEqualTo(new Unknown<Long>(false));
    assertThat(result(bare, "lambada", "openai", "acc").samples()).isEqualTo(new Known<>(5_153L));

    var partial = LmEvalFiles.converted(committed(folder + "results_2025-03-05T01-44-07.json"));
    Evaluation glue = evaluation(partial.statements().getFirst());
    assertThat(glue.model().id())
        .isEqualTo(new ModelId("_", "RWKV-x070-Pile-421M-20241127-ctx4096"));
    assertThat(result(glue, "glue", "", "acc").stderrMethod()).isEqualTo(StderrMethod.POOLED);
    assertThat(partial.left())
        .containsExactly(
            new Left(
                "/results/aggregate/acc,none",
                "0.5029",
                "No registered benchmark or task is called \"aggregate\"."));
  }

  @Test
  void theSourceIsTheFileItself() {
    Members source = Members.of(statement(PYTHIA)).in("source");
    assertThat(source.text("url")).contains("https://example.org/evals/" + PYTHIA);
    assertThat(source.text("sha256")).contains(committed(PYTHIA).content().sha256().hex());
    assertThat(source.in("publishedAt").names()).containsExactly("unknown");
  }

  @Test
  void theSenderKnowsBetter() {
    var overrides = new Overrides(ModelId.parse("me/mine"), "v2", 7L);
    var converted = (Conversion.Converted) LmEvalFiles.convert(committed(PYTHIA), overrides);
    Evaluation mine = evaluation(converted.statements().getFirst());
    assertThat(mine.model().id()).isEqualTo(new ModelId("me", "mine"));
    assertThat(mine.model().revision()).isEqualTo(new Known<>("v2"));
    assertThat(mine.model().parameters()).isEqualTo(new Known<>(7L));
  }

  @Test
  void resultsBeyondTheLimitOfAStatementGoIntoAnother() {
    JsonObject statement = statement(STEER);
    JsonObject result = (JsonObject) ((Json.JsonArray) results(statement)).items().getFirst();
    List<JsonObject> statements =
        StatementFrame.fill(
            statement,
            Map.of("steer", Json.object().put("shots", 0).build()),
            Collections.nCopies(Evaluation.MAX_RESULTS + 1, result));
    assertThat(statements)
        .hasSizeGreaterThan(1)
        .allMatch(s -> StatementReader.factsBytes(s) <= StatementReader.MAX_FACTS_BYTES);
    assertThat(statements.stream().mapToInt(s -> ((Json.JsonArray) results(s)).items().size()))
        .allMatch(count -> count <= Evaluation.MAX_RESULTS)
        .satisfies(
            counts ->
                assertThat(counts.stream().mapToInt(count -> count).sum())
                    .isEqualTo(Evaluation.MAX_RESULTS + 1));
  }

  private static Json results(JsonObject statement) {
    return Objects.requireNonNull(statement.get("results"));
  }
}

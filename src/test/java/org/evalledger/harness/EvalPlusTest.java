package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.harness.HarnessFiles.committed;
import static org.evalledger.harness.HarnessFiles.converted;
import static org.evalledger.harness.HarnessFiles.evaluation;
import static org.evalledger.harness.LmEvalFiles.result;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.PassAtK.Trials;
import org.evalledger.json.Json;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable.Known;
import org.evalledger.statement.Knowable.Unknown;
import org.evalledger.statement.ModelId;
import org.junit.jupiter.api.Test;

/** Expected values were counted in the files by other means than this program. */
class EvalPlusTest {
  private static final String LLAMA = "_vllm_temp_0.0_eval_results.json";

  @Test
  void aSampleCountsInTheLargerSuiteOnlyWhereItPassesTheOriginalTestsToo() {
    Evaluation llama = evaluation(converted(committed("evalplus", LLAMA)));
    var base = result(llama, "humaneval", "", "pass@k");
    assertThat(base.value()).isEqualTo(new Decimal("0.7621951219512195"));
    assertThat(base.k()).isEqualTo(1);
    assertThat(base.samples()).isEqualTo(new Known<>(164L));
    // 114 of 164 pass the larger suite's tests, but two of them not the original ones.
    assertThat(result(llama, "humaneval+", "", "pass@k").value())
        .isEqualTo(new Decimal("0.6829268292682927"));
    assertThat(llama.results()).hasSize(2);
  }

  @Test
  void theFilesNameTellsModelServerAndTemperature() {
    var converted = converted(committed("evalplus", LLAMA));
    Evaluation llama = evaluation(converted);
    assertThat(llama.model().id())
        .isEqualTo(ModelId.parse("meta-llama/Meta-Llama-3.1-70B-Instruct"));
    assertThat(llama.model().parameters()).isEqualTo(new Known<>(70_000_000_000L));
    Members settings =
        HarnessFiles.settings(
            HarnessFiles.statement(converted), result(llama, "humaneval", "", "pass@k"));
    assertThat(settings.in("hyperparameters").number("temperature")).contains("0.0");
    assertThat(settings.in("hyperparameters").text("backend")).contains("vllm");
    assertThat(HarnessFiles.unknown(settings, "seed")).isEqualTo("EvalPlus does not record it");
  }

  @Test
  void theShapeOf2023IsReadAndItsModelMustBeNamed() {
    HarnessFile file = committed("evalplus/burakyetistiren", ".json");
    assertThat(LmEvalFiles.convert(file)).isEqualTo(NamedModel.NAMELESS);
    Evaluation named = evaluation(converted(file, HarnessFiles.NAMED));
    assertThat(named.results())
        .extracting(r -> r.benchmark().benchmark() + " " + r.value().text())
        .containsExactly("humaneval 0", "humaneval+ 0");
  }

  @Test
  void namesOfEitherAgeAreUnderstood() {
    assertThat(EvalPlusName.of(file("a/codellama-7b_temp_0.8/eval_results.json")))
        .contains(new EvalPlusName("codellama-7b", Optional.empty(), "0.8"));
    assertThat(EvalPlusName.of(file("x/Qwen--Qwen2_openai_temp_1_eval_results.json")))
        .contains(new EvalPlusName("Qwen/Qwen2", Optional.of("openai"), "1"));
    assertThat(EvalPlusName.of(file("some/samples_eval_results.json"))).isEmpty();
  }

  private static HarnessFile file(String path) {
    return HarnessFiles.of(path, "{}", Neighbours.NONE);
  }

  @Test
  void passAtKIsTheUnbiasedEstimate() {
    var tasks =
        List.of(new Trials(10, 3), new Trials(12, 0), new Trials(15, 15), new Trials(10, 9));
    // The mean of 1 − C(n−c, k) / C(n, k), as fractions 11/20 and 3/4.
    assertThat(PassAtK.of(1, tasks)).isEqualTo("0.55");
    assertThat(PassAtK.of(10, tasks)).isEqualTo("0.75");
    assertThat(PassAtK.of(2, List.of(new Trials(4, 1)))).isEqualTo("0.5");
  }

  @Test
  void withSeveralSamplesOnlyAsManyAreAskedForAsEveryTaskHas() {
    String right = "{\"base_status\": \"pass\", \"plus_status\": \"fail\"}";
    String ten = String.join(",", Collections.nCopies(10, right));
    String nine = String.join(",", Collections.nCopies(9, right));
    String eval = "{\"eval\": {\"Mbpp/2\": [%s], \"Mbpp/3\": [%s]}}";
    assertThat(ofEval(eval.formatted(ten, nine)).results())
        .extracting(r -> r.benchmark() + " " + r.task() + " " + r.k() + " " + r.value().text())
        .containsExactly("mbpp version 1 evalplus-0.2.0 1 1", "mbpp+ version 0.2.0 null 1 0");
    assertThat(ofEval(eval.formatted(ten, ten)).results())
        .extracting(r -> r.k())
        .containsExactly(1, 10, 1, 10);
  }

  @Test
  void whatTheFileItselfGivesIsNotComputedAgain() {
    Evaluation given =
        ofEval(
            """
            {"pass_at_k": {"base": {"pass@1": 0.5, "pass@7": 0.75}},
             "eval": {"HumanEval/0": [{"base_status": "fail", "plus_status": null}]}}
            """);
    assertThat(given.results())
        .extracting(r -> r.benchmark().benchmark() + " " + r.k() + " " + r.value().text())
        .containsExactly("humaneval 1 0.5", "humaneval 7 0.75");
  }

  private static Evaluation ofEval(String content) {
    return evaluation(
        converted(HarnessFiles.of("m_vllm_temp_0.2_x.json", content, Neighbours.NONE)));
  }

  @Test
  void theNumberOfTasksTellsTheReleaseOfMbpp() {
    assertThat(EvalPlusSuites.of(true, true, 399).benchmark().version()).isEqualTo("0.1.0");
    assertThat(EvalPlusSuites.of(true, true, 378).benchmark().version()).isEqualTo("0.2.0");
    var benchmarks = BuiltInBenchmarks.load();
    for (long tasks : new long[] {378, 399}) {
      for (boolean plus : new boolean[] {false, true}) {
        BenchmarkTask suite = EvalPlusSuites.of(true, plus, tasks);
        assertThat(benchmarks.metrics(suite.benchmark())).contains("pass@k");
        assertThat(plus || benchmarks.task("mbpp", String.valueOf(suite.task())).isPresent())
            .isTrue();
      }
    }
  }

  @Test
  void theLeaderboardsPercentBecomesAFractionDigitByDigit() {
    var converted = converted(committed("evalplus", "evalplus/results.json"));
    Evaluation artigenz = LmEvalFiles.evaluation(converted.statements().getFirst());
    assertThat(artigenz.model().id()).isEqualTo(ModelId.parse("Artigenz/Artigenz-Coder-DS-6.7B"));
    assertThat(artigenz.model().parameters()).isEqualTo(new Known<>(6_700_000_000L));
    assertThat(artigenz.results())
        .extracting(r -> r.benchmark() + " " + r.task() + " " + r.value().text())
        .containsExactly(
            "humaneval version 1 null 0.756",
            "humaneval+ version 1 null 0.726",
            "mbpp version 1 evalplus-0.2.0 0.807",
            "mbpp+ version 0.2.0 null 0.696");
    assertThat(converted.statements().getFirst().get("notes"))
        .isEqualTo(Json.of("Parameters as the leaderboard rounds them."));
  }

  @Test
  void theLeaderboardsMissingSizesAndScoresStayUnknown() {
    var converted = converted(committed("evalplus", "evalplus/results.json"));
    assertThat(converted.statements()).hasSize(8);
    Evaluation gemini =
        converted.statements().stream()
            .map(LmEvalFiles::evaluation)
            .filter(e -> e.model().id().equals(ModelId.parse("_/Gemini_1.5_Pro_002")))
            .findFirst()
            .orElseThrow();
    assertThat(gemini.model().parameters()).isEqualTo(new Unknown<Long>(false));
    assertThat(converted.left())
        .contains(
            new Left("/Code-33B/pass@1/mbpp", "null", "There is no value: the file says null."))
        .hasSize(6);
    assertThat(converted.statements().stream().map(s -> LmEvalFiles.evaluation(s).model().id()))
        .as("a link to a repository of another name is none of the model's")
        .contains(ModelId.parse("_/CodeLlama-70B"), ModelId.parse("ajibawa-2023/Code-33B"));
  }

  @Test
  void theLeaderboardsSizeOfAMixtureOfExpertsIsWhatIsActive() {
    var models =
        converted(committed("evalplus", "evalplus/results.json")).statements().stream()
            .map(LmEvalFiles::evaluation)
            .map(Evaluation::model)
            .toList();
    assertThat(models)
        .filteredOn(model -> model.id().name().startsWith("DeepSeek-V3"))
        .singleElement()
        .satisfies(
            deepSeek -> {
              assertThat(deepSeek.parameters()).isEqualTo(new Unknown<Long>(false));
              assertThat(deepSeek.activeParameters()).isEqualTo(new Known<>(37_000_000_000L));
            });
    assertThat(models)
        .filteredOn(model -> model.id().name().equals("StarCoder-15B"))
        .singleElement()
        .satisfies(m -> assertThat(m.parameters()).isEqualTo(new Known<>(15_000_000_000L)));
  }

  @Test
  void aTableOfSeveralModelsIsNotRenamedAsOne() {
    assertThat(
            LmEvalFiles.convert(committed("evalplus", "evalplus/results.json"), HarnessFiles.NAMED))
        .isEqualTo(NamedModel.SEVERAL);
  }

  @Test
  void aFileThatEndsEarlyIsSaidTo() {
    HarnessFile whole = committed("evalplus", LLAMA);
    Conversion half =
        LmEvalFiles.convert(
            new HarnessFile(whole.relativePath(), whole.content().slice(0, 60_000)));
    assertThat(half).isInstanceOf(Unreadable.class);
    assertThat(((Unreadable) half).sentence()).startsWith("The file ends in the middle");
  }
}

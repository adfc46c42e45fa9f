package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.harness.HarnessFiles.committed;
import static org.evalledger.harness.HarnessFiles.converted;
import static org.evalledger.harness.HarnessFiles.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.harness.Neighbours.Found;
import org.evalledger.harness.Neighbours.Missing;
import org.evalledger.harness.Neighbours.TooLarge;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable.Known;
import org.evalledger.statement.Knowable.Unknown;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result;
import org.junit.jupiter.api.Test;

class HelmTest {
  private static final String MMLU = "model=openai_gpt2/stats.json";
  private static final String SPEC =
      "{\"adapter_spec\": {\"model\": \"org/model-7b\"}, \"scenario_spec\": {}, \"groups\":"
          + " [\"imdb\"]}";

  private static final String RACE =
      "bias_metric:mode=associations,demographic_category=race,target_category=profession";
  private static final String TYPOS =
      "{'name': 'typos', 'prob': 0.05, 'computed_on': 'worst', 'robustness': true}";

  private static Result result(Evaluation evaluation, String metric, String split, String variant) {
    return evaluation.results().stream()
        .filter(r -> r.metric().equals(metric))
        .filter(r -> split.equals(r.split()))
        .filter(r -> Objects.requireNonNullElse(r.variant(), "").equals(variant))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itemsAreInstancesOfTheSplitAndNotTrials() {
    Evaluation mmlu = evaluation(converted(committed("helm", MMLU)));
    Result test = result(mmlu, "exact_match", "test", "subject=philosophy");
    assertThat(test.value()).isEqualTo(new Decimal("0.1111111111111111"));
    assertThat(test.samples()).isEqualTo(new Known<>(9L));
    assertThat(test.task()).isEqualTo("mmlu");
    assertThat(result(mmlu, "exact_match", "valid", "subject=philosophy").samples())
        .isEqualTo(new Known<>(1L));
  }

  @Test
  void theSpreadOverTrialsIsNoStandardError() {
    assertThat(evaluation(converted(committed("helm", MMLU))).results())
        .allSatisfy(result -> assertThat(result.stderr()).isNull());
  }

  @Test
  void robustnessAndFairnessAreAMetricInItsWorstCase() {
    Evaluation mmlu = evaluation(converted(committed("helm", MMLU)));
    for (String worst : new String[] {"robustness", "fairness"}) {
      assertThat(result(mmlu, worst, "test", "subject=philosophy,quasi_exact_match").value())
          .isEqualTo(new Decimal("0.1111111111111111"));
    }
    assertThat(mmlu.results()).noneMatch(r -> String.valueOf(r.variant()).contains("perplexity"));
  }

  @Test
  void settingsComeFromTheFileBeside() {
    var converted = converted(committed("helm", MMLU));
    Evaluation mmlu = evaluation(converted);
    Members settings =
        HarnessFiles.settings(HarnessFiles.statement(converted), mmlu.results().getFirst());
    assertThat(settings.whole("shots")).contains(5L);
    assertThat(settings.in("promptTemplate").text("text").orElseThrow())
        .contains("input_prefix: \"Question: \"\n", "about philosophy.\\n\"\n");
    assertThat(settings.in("hyperparameters").number("temperature")).contains("0.0");
    assertThat(settings.in("hyperparameters").text("scenario")).contains("subject=philosophy");
    assertThat(HarnessFiles.unknown(settings, "seed")).isEqualTo("HELM does not record it");
    assertThat(mmlu.model().id()).isEqualTo(ModelId.parse("openai/gpt2"));
    assertThat(mmlu.model().parameters()).isEqualTo(new Unknown<Long>(false));
    assertThat(evaluation(converted(committed("helm", "pythia-1b-v0/stats.json"))).model())
        .satisfies(m -> assertThat(m.parameters()).isEqualTo(new Known<>(1_000_000_000L)));
  }

  @Test
  void aStatOfNoTrialHasNoValue() {
    assertThat(converted(committed("helm", MMLU)).left())
        .contains(new Left("/5/mean", "null", "There is no value: it was counted in no trial."));
  }

  @Test
  void everyDimensionOfAScenarioHasAMetric() {
    String all =
        Stream.of(
                stat("'ece_10_bin', 'split': 'valid'", "0.125"),
                stat("'toxic_frac', 'split': 'valid'", "0.01"),
                stat("'" + RACE + "', 'split': 'valid'", "0.4"),
                stat("'inference_denoised_runtime', 'split': 'valid'", "0.2"),
                stat("'exact_match', 'split': 'valid'", "0.5"),
                stat("'exact_match', 'split': 'valid', 'sub_split': 'contrast'", "0.25"),
                stat("'exact_match', 'split': 'valid', 'perturbation': " + TYPOS, "0.4"),
                stat("'num_instances', 'split': 'valid'", "1000.0"))
            .collect(Collectors.joining(",", "[", "]"));
    Evaluation imdb = evaluation(converted(stats(all, new Found(Bytes.ofUtf8(SPEC)))));
    assertThat(imdb.results())
        .extracting(r -> r.metric() + " " + r.variant() + " " + r.value().text())
        .containsExactly(
            "ece_10_bin null 0.125",
            "toxic_frac null 0.01",
            "bias_metric:mode=associations,demographic_category=race,target_category=profession"
                + " null 0.4",
            "inference_denoised_runtime null 0.2",
            "exact_match null 0.5",
            "exact_match contrast 0.25",
            "exact_match computed_on=worst,name=typos,prob=0.05 0.4");
    assertThat(imdb.results())
        .allSatisfy(r -> assertThat(r.samples()).isEqualTo(new Known<>(1000L)));
  }

  private static String stat(String name, String mean) {
    return "{'name': {'name': %s}, 'count': 3, 'mean': %s, 'stddev': 0.1}"
        .formatted(name, mean)
        .replace('\'', '"');
  }

  @Test
  void howARunWasPerturbedIsKeptHoweverDeepItIs() {
    String deep = "[{'class_name': 'P', 'args': {'a': {'b': {'c': [1]}}}}]".replace('\'', '"');
    String spec =
        SPEC.replace("{}", "{}, \"data_augmenter_spec\": {\"perturbation_specs\": " + deep + "}");
    assertThat(LooseJson.read(Bytes.ofUtf8(spec))).isInstanceOf(LooseJson.Value.class);
    var converted =
        converted(stats("[" + stat("'exact_match'", "0.5") + "]", new Found(Bytes.ofUtf8(spec))));
    Members settings =
        HarnessFiles.settings(
            HarnessFiles.statement(converted), evaluation(converted).results().getFirst());
    assertThat(settings.in("hyperparameters").text("perturbations").orElseThrow())
        .contains("{\"b\":{\"c\":[1]}}");
  }

  @Test
  void aScenarioNobodyRegisteredIsLeftByName() {
    var converted =
        converted(
            stats(
                "[{\"name\": {\"name\": \"exact_match\"}, \"count\": 1, \"mean\": 0.5}]",
                new Found(Bytes.ofUtf8(SPEC.replace("imdb", "no_such_scenario")))));
    assertThat(converted.statements()).isEmpty();
    assertThat(converted.left())
        .containsExactly(
            new Left(
                "/0/mean",
                "0.5",
                "No registered benchmark or task is called \"no_such_scenario\"."));
  }

  private static HarnessFile stats(String content, Neighbours.Neighbour spec) {
    return HarnessFiles.of(
        "run/stats.json", content, name -> name.equals("run_spec.json") ? spec : new Missing());
  }

  @Test
  void numbersWithoutTheFileThatExplainsThemAreUnreadable() {
    String stat = "[{\"name\": {\"name\": \"exact_match\"}, \"count\": 1, \"mean\": 0.5}]";
    assertThat(sentence(stats(stat, new Missing()))).contains("put it beside them");
    assertThat(sentence(stats(stat, new TooLarge()))).contains("more than 16777216 bytes");
    assertThat(sentence(stats(stat, new Found(Bytes.ofUtf8(SPEC.substring(0, 40))))))
        .contains("is not whole: The file ends in the middle of its JSON");
    assertThat(LmEvalFiles.convert(stats(stat, new Found(Bytes.ofUtf8("{\"groups\": []}")))))
        .isEqualTo(NamedModel.NAMELESS);
  }

  private static String sentence(HarnessFile file) {
    return ((Unreadable) LmEvalFiles.convert(file)).sentence();
  }

  @Test
  void theFilesBesideTheNumbersAreNoResultsOfTheirOwn() {
    for (String name : new String[] {"gpt2/run_spec.json", "gpt2/scenario.json"}) {
      HarnessFile beside = committed("helm", name);
      assertThat(LmEvalFiles.convert(beside)).isEqualTo(new Converted(List.of(), List.of()));
      assertThat(LmEvalFiles.convert(new HarnessFile("alone.json", beside.content())))
          .isInstanceOf(Unrecognised.class);
    }
  }

  @Test
  void numbersThatEndEarlyAreSaidTo() {
    HarnessFile whole = committed("helm", MMLU);
    for (int length : new int[] {1, 1_000, 54_000}) {
      var half = new HarnessFile("run/stats.json", whole.content().slice(0, length));
      assertThat(sentence(half)).startsWith("The file ends in the middle of its JSON");
    }
  }
}

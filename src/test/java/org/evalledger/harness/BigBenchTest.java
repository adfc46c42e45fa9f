package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.harness.HarnessFiles.committed;
import static org.evalledger.harness.HarnessFiles.converted;
import static org.evalledger.harness.HarnessFiles.evaluation;

import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable.Known;
import org.evalledger.statement.Knowable.Unknown;
import org.evalledger.statement.ModelId;
import org.junit.jupiter.api.Test;

class BigBenchTest {
  @Test
  void everyScoreIsThereAndThePreferredOneNormalisedToo() {
    var converted = converted(committed("bigbench", "scores_example.json"));
    assertThat(evaluation(converted).results())
        .extracting(r -> "%s %s %s %s".formatted(r.settings(), r.metric(), r.variant(), r.value()))
        .containsExactly(
            "0-shot multiple_choice_grade null 0.1",
            "0-shot calibration_multiple_choice_brier_score null 0.2",
            "0-shot normalized_preferred_metric null -20",
            "3-shot multiple_choice_grade null 0.4",
            "3-shot normalized_preferred_metric null 20",
            "0-shot exact_str_match years 0.5",
            "0-shot normalized_preferred_metric years 50",
            "0-shot normalized_aggregate_score all 53.0",
            "0-shot normalized_preferred_metric all 53");
    assertThat(converted.left())
        .containsExactly(
            new Left(
                "/scores/2/score_dict/bleu",
                "\"NaN\"",
                "There is no value: the file says \"NaN\"."));
  }

  @Test
  void theModelIsItsFamilyAndItsNameAndItsParametersAreCounted() {
    Evaluation read = evaluation(converted(committed("bigbench", "scores_example.json")));
    assertThat(read.model().id()).isEqualTo(ModelId.parse("_/Example_T=0_128m"));
    assertThat(read.model().parameters()).isEqualTo(new Known<>(134_217_728L));
    assertThat(read.results().getFirst().samples()).isEqualTo(new Unknown<Long>(false));
  }

  @Test
  void bothSpellingsOfATaskAreOne() {
    assertThat(task("causal_judgment")).isEqualTo("causal_judgement");
    assertThat(task("causal_judgement")).isEqualTo("causal_judgement");
    assertThat(task("strategyqa")).isEqualTo("strategyqa");
  }

  private static String task(String name) {
    String content =
        """
        {"model": {"model_name": "a"}, "task": {"name": "%s"},
         "scores": [{"score_dict": {"multiple_choice_grade": 0.5}, "subtask_description": "%s"}]}
        """
            .formatted(name, name);
    Evaluation read =
        evaluation(converted(HarnessFiles.of("scores_a.json", content, Neighbours.NONE)));
    return String.valueOf(read.results().getFirst().task());
  }

  @Test
  void theReleaseOfBbhIsInPercentWithAndWithoutACalculator() {
    Evaluation bbh =
        evaluation(
            converted(
                committed(
                    "bigbench", "arithmetic_two_few_shot_template_0-255000_eval_metrics.jsonl")));
    assertThat(bbh.model().id()).isEqualTo(ModelId.parse("_/code-davinci-002"));
    assertThat(bbh.results())
        .extracting(r -> "%s %s %s".formatted(r.task(), r.filter(), r.value()))
        .containsExactly(
            "multistep_arithmetic_two none 0.47599999999999994",
            "multistep_arithmetic_two calculator 0.604");
    assertThat(bbh.settings().keySet()).containsExactly("cot");
  }

  @Test
  void accuraciesOfNoTaskAreUnreadable() {
    String content = "{\"accuracy\": 50.0, \"accuracy_with_calc\": 50.0}";
    assertThat(LmEvalFiles.convert(HarnessFiles.of("x-cot/metrics.json", content, Neighbours.NONE)))
        .isEqualTo(new Unreadable("The file does not say of which task these accuracies are."));
  }
}

package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that repeat runs of which the harness's own files were imported. */
class ReproductionTest {
  private static final Ledger LEDGER = TestLedger.founded().ledger();

  private static Reproduction of(JsonObject statement) {
    var read = (StatementReader.Valid) StatementReader.readStatement(statement.canonical());
    return Reproduction.of(
        (JsonObject) ((JsonReader.Value) JsonReader.read(read.facts())).json(), LEDGER);
  }

  private static String command(String config) {
    String file =
        """
        {"results": {"piqa": {"acc,none": 0.5}}, "versions": {"piqa": 1}, "n-shot": {"piqa": 0},
         "config": %s}
        """
            .formatted(config);
    var harnessFile = new HarnessFile("results.json", Bytes.ofUtf8(file));
    return of(LmEvalFiles.converted(harnessFile).statements().getFirst()).commands().getFirst();
  }

  @Test
  void aRealRunOfASteeredModelIsRepeatedSteered() {
    Reproduction steered =
        of(
            LmEvalFiles.statement(
                "v0.4.12-steered-llama3.1-8b/"
                    + "ETHICS_consequentialist_alpha-4.0.pt_2026-02-21T16-56-08.780608.json"));
    assertThat(steered.commands().getFirst())
        .contains("--model=steered", "steer_path=<FILL IN: path of the steering vectors")
        .doesNotContain("peft=");
  }

  @Test
  void aRealRunIsRepeatedWithTheKindOfModelThatItStates() {
    assertThat(
            of(LmEvalFiles.statement(
                    "v0.4-gsm8k/gsm8k_resps/meta-llama__Meta-Llama-3-8B-Instruct/"
                        + "results_2024-08-25T21-59-12.123082.json"))
                .commands()
                .getFirst())
        .contains("--model=vllm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model': 'mamba_ssm', 'model_args': 'pretrained=a/b,dtype=float16'} | --model=mamba_ssm",
        "{'model_args': 'pretrained=a/b,dtype=float16'} | <FILL IN: kind of model",
        "{'model': 'hf; rm', 'model_args': 'pretrained=a/b'} | <FILL IN: kind of model",
        "{'model': 'hf', 'model_args': 'pretrained=a/b,delta=c/d'} | delta=c/d",
        "{'model': 'hf', 'model_args': 'pretrained=a/b,peft=c/d'} | peft=c/d",
        "{'model': 'hf', 'model_args': 'pretrained=a/b,load_in_8bit=True'} | load_in_8bit=True",
        "{'model': 'openai-completions', 'model_args': 'model=x-1'} | --model_args=model=x-1",
        "{'model': 'vllm', 'model_args': 'pretrained=a/b,lora_local_path=/x/y'}"
            + " | lora_local_path=<FILL IN: path of the adapter y>",
        "{'model': 'hf', 'model_args': 'pretrained=a/b', 'gen_kwargs': 'temperature=0.6,top_p=0.9'}"
            + " | --gen_kwargs=temperature=0.6,top_p=0.9",
        "{'model': 'hf', 'model_args': 'pretrained=a/b', 'gen_kwargs': {'top_p': 0.9, 'n': true}}"
            + " | --gen_kwargs=n=True,top_p=0.9",
        "{'model': 'hf', 'model_args': 'pretrained=a/b', 'gen_kwargs': 'x;y=1'}"
            + " | --gen_kwargs=<FILL IN: arguments of generation",
        "{'model': 'hf', 'model_args': 'pretrained=a/b', 'gen_kwargs': {'n': 'a,b=c'}}"
            + " | --gen_kwargs=n=<FILL IN: argument of generation n",
      })
  void whatTheFileSaysOfTheModelIsWhatIsRun(String config, String expected) {
    assertThat(command(config.replace('\'', '"'))).contains(expected);
  }

  @Test
  void hfAndVllmAreDifferentSettings() {
    assertThat(command("{\"model\": \"hf\", \"model_args\": \"pretrained=a/b\"}"))
        .isNotEqualTo(command("{\"model\": \"vllm\", \"model_args\": \"pretrained=a/b\"}"));
  }

  @Test
  void realRunsOfHelmAreRepeatedByTheEntriesThatMadeThem() {
    for (List<String> run :
        List.of(
            List.of("mmlu-subject", "mmlu:subject=philosophy,method=multiple_choice_joint"),
            List.of(
                "commonsense-dataset",
                "commonsense:dataset=hellaswag,method=multiple_choice_joint"))) {
      String folder =
          LmEvalFiles.below(HarnessFiles.COMMITTED.resolve("helm"), "stats.json").stream()
              .map(path -> path.getName(path.getNameCount() - 2).toString())
              .filter(name -> name.startsWith(run.getFirst()))
              .findFirst()
              .orElseThrow();
      HarnessFile stats = HarnessFiles.committed("helm/" + folder, "stats.json");
      Reproduction repeated = of(HarnessFiles.statement(HarnessFiles.converted(stats)));
      assertThat(repeated.files().getFirst().content())
          .contains("\"" + run.getLast() + ",model=")
          .doesNotContain("helm_classic", "FILL IN");
    }
  }
}

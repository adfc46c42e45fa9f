package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What model repositories on the Hub declare, trap by trap. */
class HubMappingTest {
  private static final String REAL = "Vedika-4.1-flash/.eval_results/gpqa.yaml";
  private static final Overrides GIVEN = new Overrides(ModelId.parse("a/b"), null, null);

  @Test
  void aNumberOfAnotherModelsCardIsLeft() {
    Converted converted = LmEvalFiles.converted(committed(REAL));
    assertThat(converted.statements()).isEmpty();
    assertThat(converted.left()).hasSize(1);
    assertThat(converted.left().getFirst().pointer()).isEqualTo("/0/value");
    assertThat(converted.left().getFirst().what()).isEqualTo("78.8");
    assertThat(converted.left().getFirst().why()).contains("google/gemma-4-12B-it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://huggingface.co/example-lab/Vedika-4.1-flash",
        "https://huggingface.co/EXAMPLE-lab/vedika-4.1-flash/blob/main/README.md",
        "https://huggingface.co/datasets/google/gemma-4-12B-it",
        "https://huggingface.co/spaces/google/gemma-4-12B-it",
        "https://hf.co/papers/2404.14219",
        "https://example.org/google/gemma-4-12B-it",
      })
  void anyOtherSourceIsNoOthersCard(String url) {
    String text = committed(REAL).content().utf8();
    var file =
        new HarnessFile(
            "example-lab/" + REAL,
            Bytes.ofUtf8(text.replace("https://huggingface.co/google/gemma-4-12B-it", url)));
    JsonObject statement = LmEvalFiles.converted(file).statements().getFirst();
    Members members = new Members(statement);
    assertThat(members.in("model").text("id")).contains("example-lab/Vedika-4.1-flash");
    assertThat(members.in("run").text("startedAt")).contains("2026-05-23T00:00:00Z");
    Result result = LmEvalFiles.evaluation(statement).results().getFirst();
    assertThat(result.benchmark().benchmark()).isEqualTo("gpqa");
    assertThat(result.task()).isEqualTo("diamond");
    assertThat(result.value().text()).isEqualTo("0.788");
  }

  @Test
  void theHubsCacheNamesRepositoryAndCommit() {
    var file =
        new HarnessFile(
            "models--a--b/snapshots/0123abc/.eval_results/hle.yaml",
            Bytes.ofUtf8("- dataset: {id: cais/hle, task_id: hle}\n  value: 20.90\n"));
    Members model = new Members(LmEvalFiles.converted(file).statements().getFirst()).in("model");
    assertThat(model.text("id")).contains("a/b");
    assertThat(model.text("revision")).contains("0123abc");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b/.eval_results/x.yaml, a/b",
    "b/.eval_results/x.yaml, _/b",
    "home/me/b/.eval_results/x.yaml, _/b",
    "a/b/x.yaml, does not say which model",
    ".eval_results/x.yaml, does not say which model",
  })
  void onlyWhatIsCertainOfAPathNamesTheModel(String path, String expected) {
    var file =
        new HarnessFile(
            path, Bytes.ofUtf8("- dataset: {id: cais/hle, task_id: hle}\n  value: 20.90\n"));
    String outcome =
        switch (LmEvalFiles.convert(file)) {
          case Converted(var statements, var left) ->
              new Members(statements.getFirst()).in("model").text("id").orElse("");
          case Unreadable(var sentence) -> sentence;
          case Unrecognised(var sentence) -> sentence;
        };
    assertThat(outcome).contains(expected);
  }

  @Test
  void theHubsAnswerIsReadWithAModelGiven() {
    HarnessFile file = committed("api-format/eval_results_api.json");
    assertThat(LmEvalFiles.convert(file))
        .isEqualTo(
            new Unreadable(
                "The file does not say which model's results these are; name it yourself."));
    Converted converted = (Converted) LmEvalFiles.convert(file, GIVEN);
    Result result = LmEvalFiles.evaluation(converted.statements().getFirst()).results().getFirst();
    assertThat(result.benchmark() + " " + result.value()).isEqualTo("gsm8k version 1 0.862");
  }

  @Test
  void theFormatsOwnExampleIsATemplateAndAnAmbiguousNumber() {
    Converted converted =
        (Converted) LmEvalFiles.convert(committed("spec/eval_results.yaml"), GIVEN);
    assertThat(converted.statements()).isEmpty();
    assertThat(converted.left())
        .extracting(Left::why)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("A result is one decimal"),
            second -> assertThat(second).contains("may be a fraction or a percentage"));
  }

  @ParameterizedTest
  @CsvSource({
    "57.3, 0.573",
    "'\"57.3 ± 1.2\"', 0.573",
    "'\"57.3 (+/- 1.2)\"', 0.573",
    "'\"0.5%\"', 0.005",
    "'\"57.3 ± 1.2%\"', 0.573",
    "0.573, may be a fraction or a percentage",
    "157.3, outside",
    "'\"about 57\"', There is no value",
  })
  void valuesOfAModelCardAreReadAsPeopleWriteThem(String value, String expected) {
    Converted converted = (Converted) LmEvalFiles.convert(card("openai/gsm8k", value));
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
  void aSpreadIsKeptAndIsNoStandardError() {
    Converted converted = (Converted) LmEvalFiles.convert(card("openai/gsm8k", "\"57.3 ± 1.2\""));
    JsonObject statement = converted.statements().getFirst();
    assertThat(LmEvalFiles.evaluation(statement).results().getFirst().stderr()).isNull();
    assertThat(
            new Members(statement).in("settings").in("gsm8k").in("hyperparameters").text("spread"))
        .contains("1.2");
  }

  @Test
  void aCardLiesInTheRepositoryItIsAbout() {
    Converted converted = (Converted) LmEvalFiles.convert(card("openai/gsm8k", "57.3"));
    Members model = new Members(converted.statements().getFirst()).in("model");
    assertThat(model.text("id")).contains("example-lab/example-7b");
    assertThat(model.whole("parameters")).contains(7_000_000_000L);
  }

  @Test
  void yamlBeyondItsLimitsIsRefused() {
    String laughs =
        "a: &a [1,2]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\nmodel-index: [*d,*d,*d]\n";
    String twice = "model-index: []\nmodel-index: []\n";
    String deep = "model-index: " + "[".repeat(60) + "]".repeat(60) + "\n";
    for (String text : List.of(laughs, twice, deep)) {
      assertThat(LmEvalFiles.convert(new HarnessFile("card.yaml", Bytes.ofUtf8(text))))
          .isInstanceOf(Unreadable.class);
    }
    String long1 = "model-index: []\nx: \"" + "y".repeat(YamlReader.MAX_CHARACTERS) + "\"\n";
    assertThat(YamlReader.read(long1)).isInstanceOf(YamlReader.NotYaml.class);
    assertThat(LmEvalFiles.convert(new HarnessFile("x.yaml", Bytes.ofUtf8(long1))))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void noTagMakesAnObject() {
    assertThat(YamlReader.read("!!java.net.URL [\"https://example.org\"]"))
        .isInstanceOf(YamlReader.NotYaml.class);
  }

  @Test
  void damagedYamlInARepositoryIsSaidToBeSo() {
    var file =
        new HarnessFile("m/.eval_results/x.yaml", Bytes.ofUtf8("- dataset: {id: a\n  value: ["));
    assertThat(((Unreadable) LmEvalFiles.convert(file)).sentence()).contains("not YAML");
  }

  @Test
  void aCardWithoutIndexIsNoResult() {
    var file = new HarnessFile("README.md", Bytes.ofUtf8("---\nlicense: mit\n---\n# A model\n"));
    assertThat(LmEvalFiles.convert(file)).isInstanceOf(Unrecognised.class);
  }

  @Test
  void whatIsWrittenForTheHubReadsBack() {
    String text = committed(REAL).content().utf8();
    var file =
        new HarnessFile(
            "example-lab/" + REAL,
            Bytes.ofUtf8(text.replace("google/gemma-4-12B-it", "example-lab/Vedika-4.1-flash")));
    JsonObject statement = LmEvalFiles.converted(file).statements().getFirst();
    HubResultsWriter.Written written =
        new HubResultsWriter(BuiltInBenchmarks.load())
            .write(
                new LedgerStatement(
                    statement,
                    42,
                    Sha256.of(new byte[0]),
                    "first-party",
                    Instant.parse("2026-11-20T10:00:00Z"),
                    "https://ledger.example.org/v1/entries/42",
                    LedgerStatement.everyResult(statement)));
    assertThat(written.left()).isEmpty();
    assertThat(written.yaml())
        .isEqualTo(
            """
            - dataset:
                id: "Idavidrein/gpqa"
                task_id: "gpqa_diamond"
              value: 78.8
              date: "2026-05-23T00:00:00Z"
              source:
                url: "https://ledger.example.org/v1/entries/42"
                name: "evalledger, entry 42"
            """);
    var again = new HarnessFile("example-lab/" + REAL, Bytes.ofUtf8(written.yaml()));
    assertThat(new Members(LmEvalFiles.converted(again).statements().getFirst()).get("results"))
        .isEqualTo(new Members(statement).get("results"));
  }

  private static HarnessFile card(String dataset, String value) {
    return new HarnessFile(
        "example-lab/example-7b/README.md",
        Bytes.ofUtf8(
            """
            ---
            license: mit
            model-index:
            - name: My model
              results:
              - task: {type: text-generation}
                dataset: {type: %s, name: A set}
                metrics:
                - type: exact_match
                  value: %s
            ---
            # My model
            """
                .formatted(dataset, value)));
  }

  private static HarnessFile committed(String path) {
    Path folder = RealFiles.committed("hf-eval-results");
    return LmEvalFiles.read(folder, folder.resolve(path));
  }
}

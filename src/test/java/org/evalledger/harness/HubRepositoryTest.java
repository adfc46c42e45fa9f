package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubRepositoryTest {
  private static final String RESULTS = "- dataset: {id: cais/hle, task_id: hle}\n  value: 20.90\n";
  private static final String CARD =
      """
      ---
      model-index:
      - name: My model
        results:
        - task: {type: text-generation}
          dataset: {type: gsm8k, name: A set}
          metrics:
          - type: exact_match
            value: 62.5
      ---
      """;

  private static Conversion convert(String path, String content, HubRepository.Kind kind) {
    var repository = new HubRepository(kind, ModelId.parse("lab/m-7b"), "0123abc");
    return LmEvalFiles.convert(
        new HarnessFile(path, Bytes.ofUtf8(content), Neighbours.NONE, repository));
  }

  private static Members model(Conversion conversion) {
    return new Members(((Converted) conversion).statements().getFirst()).in("model");
  }

  @Test
  void theOwnPathsOfAModelsRepositoryAreAboutThatModelAtThatCommit() {
    var kind = HubRepository.Kind.MODEL;
    for (Conversion conversion :
        new Conversion[] {
          convert(".eval_results/hle.yaml", RESULTS, kind), convert("README.md", CARD, kind)
        }) {
      assertThat(model(conversion).text("id")).contains("lab/m-7b");
      assertThat(model(conversion).text("revision")).contains("0123abc");
    }
  }

  @ParameterizedTest
  @CsvSource({"DATASET", "SPACE"})
  void anotherRepositoryIsNoModel(HubRepository.Kind kind) {
    assertThat(convert(".eval_results/hle.yaml", RESULTS, kind)).isInstanceOf(Unreadable.class);
    assertThat(model(convert("README.md", CARD, kind)).text("id")).contains("_/My_model");
  }

  @Test
  void deeperInARepositoryThePathNamesTheModelAsBefore() {
    Conversion conversion =
        convert("a/b/.eval_results/hle.yaml", RESULTS, HubRepository.Kind.DATASET);
    assertThat(model(conversion).text("id")).contains("a/b");
    assertThat(model(conversion).text("revision")).isEmpty();
  }

  @Test
  void aCommitIsAnId() {
    assertThatThrownBy(
            () -> new HubRepository(HubRepository.Kind.MODEL, ModelId.parse("a/b"), "a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of 0.5 %, nobody could tell whether it is a fraction, did the file not say who wrote it. */
  @Test
  void whatALedgerExportsReadsBackHoweverSmallItIs() {
    var file =
        new HarnessFile(
            "lab/m/.eval_results/hle.yaml", Bytes.ofUtf8(RESULTS.replace("20.90", "2")));
    JsonObject statement = LmEvalFiles.converted(file).statements().getFirst();
    var results = (JsonArray) new Members(statement).get("results").orElseThrow();
    JsonObject small = ((JsonObject) results.items().getFirst()).with("value", Json.of("0.005"));
    statement = statement.with("results", Json.of(List.of(small)));
    String yaml =
        new HubResultsWriter(BuiltInBenchmarks.load())
            .write(
                new LedgerStatement(
                    statement,
                    42,
                    Sha256.of(new byte[0]),
                    "first-party",
                    Instant.EPOCH,
                    "https://ledger.example.org/v1/entries/42",
                    LedgerStatement.everyResult(statement)))
            .yaml();
    assertThat(yaml).contains("value: 0.5\n");
    var again = new HarnessFile("lab/m/.eval_results/hle.yaml", Bytes.ofUtf8(yaml));
    JsonObject read = LmEvalFiles.converted(again).statements().getFirst();
    assertThat(LmEvalFiles.evaluation(read).results().getFirst().value().text()).isEqualTo("0.005");
  }
}

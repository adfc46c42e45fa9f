package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;

class RegisteredByUsersTest {
  private static final String QUIZ =
      """
      {"type": "benchmark", "version": 1, "ledgers": ["ledger.example.org/log"],
       "submitter": "acme", "issuedAt": "2026-11-20T10:00:00Z",
       "benchmark": "acme/quiz", "benchmarkVersion": "1", "title": "A quiz",
       "dimension": "knowledge", "aliases": ["acme_quiz"],
       "tasks": [{"id": "easy", "items": 200, "aliases": ["acme_quiz_easy"]}],
       "metrics": [{"id": "acc", "kind": "proportion", "unit": "fraction",
         "direction": "higher", "minimum": 0, "maximum": 1, "primary": true}],
       "items": 200, "url": "https://example.org/quiz", "licence": "cc0-1.0"}
      """;

  private static final Overrides NAMED = new Overrides(ModelId.parse("acme/one"), null, null);

  private static JsonObject json(String text) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(Bytes.ofUtf8(text))).json();
  }

  /** As a ledger keeps it: numbers are strings there. */
  private static JsonObject facts() {
    var valid = (StatementReader.Valid) StatementReader.readStatement(json(QUIZ).canonical());
    return json(valid.facts().utf8());
  }

  private static List<String> results(Importer importer, String path, String content) {
    var file = new HarnessFile(path, Bytes.ofUtf8(content));
    var converted = (Converted) importer.convert(file, LmEvalFiles.COLLECTED, NAMED);
    assertThat(converted.left()).isEmpty();
    return LmEvalFiles.evaluation(converted.statements().getFirst()).results().stream()
        .map(result -> result.benchmark() + " " + result.task() + " " + result.value())
        .toList();
  }

  @Test
  void aBenchmarkOfALedgerWorksInEveryFormatFromItsStatementAsFromItsFacts() {
    for (JsonObject document : List.of(json(QUIZ), facts())) {
      var importer = new Importer(List.of(document));
      String whole = new BenchmarkVersion("acme/quiz", "1") + " null 0.5";
      String easy = new BenchmarkVersion("acme/quiz", "1") + " easy 0.5";
      assertThat(
              results(
                  importer,
                  "results.json",
                  """
                  {"versions": {}, "config": {"model_args": "pretrained=acme/one"}, "results": {
                    "acme/quiz": {"acc,none": 0.5}, "acme_quiz_easy": {"acc,none": 0.5}}}
                  """))
          .containsExactly(whole, easy);
      assertThat(
              results(
                  importer,
                  "acme/one/.eval_results/quiz.yaml",
                  "- dataset:\n    id: acme/quiz\n    task_id: easy\n  value: 50\n"))
          .containsExactly(easy.replace("0.5", "0.50"));
      assertThat(
              results(
                  importer,
                  "log.json",
                  """
                  {"version": 2, "status": "success",
                   "eval": {"task": "acme/quiz", "model": "hf/acme/one", "created": "2026-01-01",
                     "dataset": {}, "config": {}},
                   "plan": {"steps": []},
                   "results": {"scores": [{"name": "choice", "scorer": "choice",
                     "metrics": {"accuracy": {"name": "accuracy", "value": 0.5}}}]}}
                  """))
          .containsExactly(whole);
    }
  }

  @Test
  void whatALedgerSaysOfABuiltInBenchmarkTakesItsPlace() {
    var known = BuiltInBenchmarks.load();
    JsonObject mmlu =
        known.documents().stream()
            .filter(document -> Members.of(document).text("benchmark").orElse("").equals("mmlu"))
            .findFirst()
            .orElseThrow();
    BuiltInBenchmarks both = known.with(List.of(mmlu, json(QUIZ)));
    assertThat(both.documents()).hasSize(known.documents().size() + 1);
    assertThat(both.resolve("mmlu_anatomy")).isEqualTo(known.resolve("mmlu_anatomy"));
    assertThat(both.resolve("acme/quiz/easy")).isEqualTo(both.resolve("acme_quiz_easy"));
    assertThat(known.resolve("acme/quiz")).isEmpty();
  }
}

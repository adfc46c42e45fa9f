package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;

/** An evaluation on built-in benchmarks, made by hand. */
final class TestStatement {
  private TestStatement() {}

  /** GSM8K with one value for each seed; another seed is another conflict key. */
  static JsonObject evaluation(String... values) {
    var results = new ArrayList<Json>();
    var settings = Json.object();
    for (int seed = 0; seed < values.length; seed++) {
      settings.put("s" + seed, settings(seed));
      results.add(
          Json.object()
              .put("benchmark", "gsm8k")
              .put("benchmarkVersion", "1")
              .put("metric", "exact_match")
              .put("value", values[seed])
              .put("samples", 1_000)
              .put("settings", "s" + seed)
              .build());
    }
    return new KeyStatements("ledger.example.org/log", "lab", java.time.Instant.now())
        .statement("evaluation")
        .put("model", model())
        .put("run", run())
        .put("settings", settings.build())
        .put("results", Json.of(results))
        .put("notes", "")
        .build();
  }

  private static JsonObject model() {
    return Json.object()
        .put("id", "lab/one")
        .put("revision", "main")
        .put("parameters", 1_000_000_000L)
        .build();
  }

  private static JsonObject run() {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", "lm-evaluation-harness")
                .put("version", "0.4.8")
                .put("revision", "0123abc")
                .build())
        .put("hardware", Json.object().put("unknown", "not recorded").build())
        .build();
  }

  /** The temperature is written 0.0, which RFC 8785 would make 0. */
  private static JsonObject settings(int seed) {
    return Json.object()
        .put("shots", 5)
        .put("seed", seed)
        .put("promptTemplate", Json.object().put("text", "{{question}}\nAnswer:").build())
        .put("hyperparameters", Json.object().put("temperature", new JsonNumber("0.0")).build())
        .build();
  }

  /** Writes a statement into a file of {@code directory}. */
  static Path write(Path directory, String name, JsonObject statement) {
    Path file = directory.resolve(name);
    UserFiles.write(file, statement.asRead());
    return file;
  }

  /** The values of all results that {@code log} holds, in the order of the log. */
  static List<String> values(MemoryLog log) {
    return log.evaluations().stream()
        .flatMap(evaluation -> evaluation.results().stream())
        .map(result -> result.value().toString())
        .toList();
  }
}

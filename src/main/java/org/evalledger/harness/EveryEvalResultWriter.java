package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/** Writes one result as an evaluation of an Every Eval Ever record. */
final class EveryEvalResultWriter {
  private static final String HUB = "https://huggingface.co/datasets/";

  private final RegisteredBenchmarks registered;

  EveryEvalResultWriter(RegisteredBenchmarks registered) {
    this.registered = registered;
  }

  JsonObject write(LedgerStatement entry, int position) {
    Members result = entry.result(position);
    var benchmark =
        new BenchmarkVersion(
            result.text("benchmark").orElse(""), result.text("benchmarkVersion").orElse(""));
    String id = result.text("metric").orElse("");
    RegisteredMetric metric =
        registered
            .metric(benchmark, id)
            .orElseThrow(
                () -> new IllegalArgumentException(benchmark + " has no metric " + id + " here"));
    String task = result.text("task").map("/"::concat).orElse("");
    return Json.object()
        .put("evaluation_result_id", entry.index() + "-" + position)
        .put("evaluation_name", benchmark.benchmark() + task)
        .put("source_data", sourceData(benchmark, result))
        .put("metric_config", metricConfig(benchmark, metric, result))
        .put("score_details", score(result))
        .put("generation_config", EveryEvalGeneration.write(entry.settings(result)))
        .build();
  }

  private JsonObject sourceData(BenchmarkVersion benchmark, Members result) {
    Members document = registered.document(benchmark);
    String url = document.text("url").orElse("");
    var data = Json.object().put("dataset_name", document.text("title").orElse("unknown"));
    if (!url.startsWith(HUB)) {
      return data.put("source_type", "url").put("url", Json.of(List.of(Json.of(url)))).build();
    }
    data.put("source_type", "hf_dataset").put("hf_repo", url.substring(HUB.length()));
    result.text("split").ifPresent(split -> data.put("hf_split", split));
    Said.whole(document, "items").ifPresent(items -> data.put("samples_number", items));
    return data.build();
  }

  private static JsonObject metricConfig(
      BenchmarkVersion benchmark, RegisteredMetric metric, Members result) {
    Optional<Long> k = Said.whole(result, "k");
    var config =
        Json.object()
            .put("evaluation_description", metric.id() + " on " + benchmark.benchmark())
            .put("metric_id", metric.id())
            .put("metric_name", k.map(n -> metric.id().replace("@k", "@" + n)).orElse(metric.id()))
            .put("metric_unit", metric.isFraction() ? "proportion" : metric.unit());
    k.ifPresent(n -> config.put("metric_parameters", Json.object().put("k", n).build()));
    return config
        .put("lower_is_better", metric.lowerIsBetter().orElse(false))
        .put("score_type", "continuous")
        .put("min_score", bound(metric.minimum(), "-Infinity"))
        .put("max_score", bound(metric.maximum(), "Infinity"))
        .put("additional_details", details(benchmark, metric, result))
        .build();
  }

  private static Json bound(@Nullable BigDecimal bound, String unbounded) {
    return bound == null ? Json.of(unbounded) : new JsonNumber(bound.toPlainString());
  }

  private static JsonObject details(
      BenchmarkVersion benchmark, RegisteredMetric metric, Members result) {
    var details = Json.object().put("benchmark_version", benchmark.version());
    if (metric.lowerIsBetter().isEmpty()) {
      details.put("direction", metric.direction().canonical().utf8());
    }
    result.text("filter").ifPresent(filter -> details.put("filter", filter));
    result.text("variant").ifPresent(variant -> details.put("variant", variant));
    return details.put(LedgerNote.RESULT, LedgerNote.of(note(result))).build();
  }

  /** All of the result but what holds within one ledger alone. */
  private static JsonObject note(Members result) {
    var note = Json.object();
    result.object().members().entrySet().stream()
        .filter(member -> !member.getKey().equals("supersedes"))
        .forEach(member -> note.put(member.getKey(), member.getValue()));
    return note.put("value", Said.decimal(result, "value").orElse("0")).build();
  }

  private static JsonObject score(Members result) {
    var score =
        Json.object().put("score", new JsonNumber(Said.decimal(result, "value").orElse("0")));
    JsonObject uncertainty = uncertainty(result);
    if (!uncertainty.members().isEmpty()) {
      score.put("uncertainty", uncertainty);
    }
    return score.build();
  }

  private static JsonObject uncertainty(Members result) {
    var uncertainty = Json.object();
    Said.decimal(result, "stderr")
        .ifPresent(
            error ->
                uncertainty.put(
                    "standard_error",
                    Json.object()
                        .put("value", new JsonNumber(error))
                        .put("method", method(result.text("stderrMethod").orElse("unknown")))
                        .build()));
    Said.whole(result, "samples").ifPresent(samples -> uncertainty.put("num_samples", samples));
    return uncertainty.build();
  }

  private static String method(String method) {
    return method.equals("binomial") ? "analytic" : method;
  }
}

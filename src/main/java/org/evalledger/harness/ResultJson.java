package org.evalledger.harness;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Writes a number of a results file as a result of a statement. */
final class ResultJson {
  private final LmEvalFile file;
  private final BuiltInBenchmarks benchmarks;
  private final LmEvalSettings settings;
  private final SampleCounts counts;

  ResultJson(LmEvalFile file, BuiltInBenchmarks benchmarks, LmEvalSettings settings) {
    this.file = file;
    this.benchmarks = benchmarks;
    this.settings = settings;
    this.counts = new SampleCounts(file);
  }

  /** The members that tell results of one statement apart. */
  JsonObject key(LmEvalNumber number) {
    var key =
        Json.object()
            .put("benchmark", number.task().benchmark().benchmark())
            .put("benchmarkVersion", number.task().benchmark().version());
    String task = number.task().task();
    if (task != null) {
      key.put("task", task);
    }
    key.put("metric", number.metricId()).put("filter", Ascii.id(number.metric().filter()));
    Long k = number.metric().k();
    if (k != null) {
      key.put("k", k);
    }
    return key.put("split", split(number.name()))
        .put("settings", settings.idFor(number.name()))
        .build();
  }

  /** The result of {@code number}, which has the {@code key}. */
  JsonObject filled(JsonObject key, LmEvalNumber number) {
    var result = Json.object();
    key.members().forEach(result::put);
    result.put("value", number.value());
    Optional<Long> recorded =
        counts.recorded(number.result(), number.name(), number.metric().key());
    boolean proportion = benchmarks.isProportion(number.task().benchmark(), number.metricId());
    Optional<Long> samples =
        recorded.or(
            () ->
                proportion
                    ? number.stderr().flatMap(e -> SampleCounts.derived(number.value(), e))
                    : Optional.empty());
    if (number.stderr().isPresent()) {
      result.put("stderr", number.stderr().get());
      result.put("stderrMethod", stderrMethod(number, proportion, samples.isPresent()));
    }
    return result.put("samples", samples.map(Json::of).orElseGet(Unknown::notRecorded)).build();
  }

  /** The harness scores the test split, or the validation split where a task has no other. */
  private Json split(String name) {
    Set<String> splits =
        file.leaves(name).stream()
            .map(file::task)
            .map(task -> task.text("test_split").or(() -> task.text("validation_split")).orElse(""))
            .collect(Collectors.toSet());
    String split = splits.size() == 1 ? splits.iterator().next() : "";
    return split.isEmpty() ? Unknown.notRecorded() : Json.of(Ascii.id(split));
  }

  /**
   * Of a group's number, pooled; of a proportion whose samples are known, binomial; of a metric
   * whose aggregation is no mean, bootstrap. What remains is the error of a mean, which has no
   * word.
   */
  private String stderrMethod(LmEvalNumber number, boolean proportion, boolean counted) {
    boolean pooledByHand =
        number.task().task() == null
            && file.task(number.name()).isEmpty()
            && benchmarks.hasTasks(number.task().benchmark());
    if (file.isGroup(number.name()) || pooledByHand) {
      return "pooled";
    }
    if (proportion) {
      return counted || isCertain(number) ? "binomial" : "unknown";
    }
    return Bootstrap.applies(file.task(number.name()), number.metric().name(), number.name())
        ? "bootstrap"
        : "unknown";
  }

  private static boolean isCertain(LmEvalNumber number) {
    return number.value().matches("[01](\\.0+)?")
        && number.stderr().filter(e -> e.matches("0(\\.0+)?")).isPresent();
  }
}

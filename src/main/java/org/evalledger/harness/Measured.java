package org.evalledger.harness;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a number measures, in the registry's words.
 *
 * @param task which benchmark, or which part of it
 * @param metric id of the metric
 * @param k of {@code pass@k}; null for others
 * @param filter how answers were taken from outputs, or put together; null for nothing
 * @param variant what else tells numbers of one task and metric apart; null for nothing
 */
record Measured(
    BenchmarkTask task,
    String metric,
    @Nullable Long k,
    @Nullable String filter,
    @Nullable String variant) {
  /** The members that tell results of one statement apart. */
  JsonObject key(Json split, String settings) {
    var key =
        Json.object()
            .put("benchmark", task.benchmark().benchmark())
            .put("benchmarkVersion", task.benchmark().version());
    put(key, "task", task.task());
    key.put("metric", metric);
    put(key, "filter", filter);
    if (k != null) {
      key.put("k", k);
    }
    put(key.put("split", split), "variant", variant);
    return key.put("settings", settings).build();
  }

  private static void put(Json.ObjectBuilder key, String name, @Nullable String value) {
    if (value != null) {
      key.put(name, value);
    }
  }
}

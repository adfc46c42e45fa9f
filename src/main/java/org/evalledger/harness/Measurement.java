package org.evalledger.harness;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a number measures: together with its settings, what tells results of one statement apart.
 *
 * @param task a benchmark or a part of it
 * @param metric the metric's id in the registry
 * @param k of {@code pass@k}; null for other metrics
 * @param filter how answers were taken from outputs; null where the harness has no such thing
 * @param split of the data, an id or an unknown
 * @param variant what else tells the number apart; null for nothing
 */
record Measurement(
    BenchmarkTask task,
    String metric,
    @Nullable Long k,
    @Nullable String filter,
    Json split,
    @Nullable String variant) {
  /** The members of a result that say so. */
  JsonObject json(String settings) {
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
    key.put("split", split);
    put(key, "variant", variant);
    return key.put("settings", settings).build();
  }

  private static void put(Json.ObjectBuilder key, String name, @Nullable String id) {
    if (id != null) {
      key.put(name, Ascii.id(id));
    }
  }
}

package org.evalledger.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/** Benchmarks by version: the facts that decide how a number of another format is written. */
final class RegisteredBenchmarks {
  private final Map<BenchmarkVersion, Members> byVersion = new LinkedHashMap<>();
  private final Map<String, BenchmarkVersion> byId = new LinkedHashMap<>();

  /**
   * @param documents members of {@code benchmark} statements
   */
  RegisteredBenchmarks(List<JsonObject> documents) {
    for (JsonObject document : documents) {
      var members = Members.of(document);
      var version =
          new BenchmarkVersion(
              members.text("benchmark").orElseThrow(),
              members.text("benchmarkVersion").orElseThrow());
      byVersion.put(version, members);
      byId.put(version.benchmark(), version);
    }
  }

  /** The benchmark {@code id} in its last version here. */
  Optional<BenchmarkVersion> version(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<RegisteredMetric> metric(BenchmarkVersion benchmark, String id) {
    return items(benchmark, "metrics", id).map(RegisteredMetric::of);
  }

  /** The id of the metric that leaderboards show. */
  Optional<String> primaryMetric(BenchmarkVersion benchmark) {
    return items(benchmark, "metrics", "primary", Json.of(true)).flatMap(found -> found.text("id"));
  }

  /** Whether {@code task} is a part of the benchmark; null stands for the whole. */
  boolean hasTask(BenchmarkVersion benchmark, @Nullable String task) {
    return byVersion.containsKey(benchmark)
        && (task == null || items(benchmark, "tasks", task).isPresent());
  }

  /** The members of its statement; none when it is not known. */
  Members document(BenchmarkVersion benchmark) {
    return byVersion.getOrDefault(benchmark, Members.of(null));
  }

  private Optional<Members> items(BenchmarkVersion benchmark, String list, String id) {
    return items(benchmark, list, "id", Json.of(id));
  }

  private Optional<Members> items(
      BenchmarkVersion benchmark, String list, String member, Json value) {
    return document(benchmark).object().get(list) instanceof JsonArray(var items)
        ? items.stream()
            .map(Members::of)
            .filter(item -> value.equals(item.object().get(member)))
            .findFirst()
        : Optional.empty();
  }
}

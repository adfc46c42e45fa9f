package org.evalledger.harness;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.statement.BenchmarkVersion;

/**
 * The benchmarks every ledger begins with: what a {@code benchmark} statement of the operator says
 * of them, and the names by which harnesses call them. One resource file a version; {@code
 * index.txt} lists the files, and of several versions of a benchmark the last is the one that its
 * name means.
 */
public final class BuiltInBenchmarks {
  private static final String FOLDER = "/org/evalledger/benchmarks/";

  private final List<JsonObject> documents;
  private final Map<String, BenchmarkTask> byName = new HashMap<>();
  private final Map<BenchmarkVersion, Map<String, Members>> metrics = new HashMap<>();
  private final Map<String, Map<String, BenchmarkTask>> tasks = new HashMap<>();

  private BuiltInBenchmarks(List<JsonObject> documents) {
    this.documents = List.copyOf(documents);
    this.documents.forEach(this::add);
  }

  private static BenchmarkVersion version(JsonObject document) {
    var members = Members.of(document);
    return new BenchmarkVersion(text(members, "benchmark"), text(members, "benchmarkVersion"));
  }

  /** Reads them from the resources of this program. */
  public static BuiltInBenchmarks load() {
    return new BuiltInBenchmarks(
        resource("index.txt").utf8().lines().map(file -> parse(file, resource(file))).toList());
  }

  /**
   * These and {@code registered}, benchmarks of a ledger, which are the authority on what they
   * name: one that has the id and version of a built-in one takes its place, any other name that is
   * built in too now stands for theirs.
   *
   * @param registered members of {@code benchmark} statements, or the facts of such, in the order
   *     in which they were registered
   */
  public BuiltInBenchmarks with(List<JsonObject> registered) {
    var byVersion = new LinkedHashMap<BenchmarkVersion, JsonObject>();
    documents.forEach(document -> byVersion.put(version(document), document));
    registered.forEach(document -> byVersion.put(version(document), document));
    return new BuiltInBenchmarks(List.copyOf(byVersion.values()));
  }

  /**
   * Every benchmark, the built-in ones by id: all members of a {@code benchmark} statement but
   * those that every statement has.
   */
  public List<JsonObject> documents() {
    return documents;
  }

  /**
   * What {@code name} stands for: a benchmark's id, an alias of a benchmark or task, or both ids
   * with {@code /} between them.
   */
  public Optional<BenchmarkTask> resolve(String name) {
    int slash = name.lastIndexOf('/');
    return Optional.ofNullable(byName.get(name))
        .or(
            () ->
                slash < 0
                    ? Optional.empty()
                    : task(name.substring(0, slash), name.substring(slash + 1)));
  }

  /** The part {@code task} of {@code benchmark}, both by their ids. */
  Optional<BenchmarkTask> task(String benchmark, String task) {
    return Optional.ofNullable(tasks.get(benchmark)).map(known -> known.get(task));
  }

  /** Ids of the metrics of {@code benchmark}; none when it is not built in. */
  public Set<String> metrics(BenchmarkVersion benchmark) {
    return metrics.getOrDefault(benchmark, Map.of()).keySet();
  }

  /** Whether the metric counts successes over items. */
  boolean isProportion(BenchmarkVersion benchmark, String metric) {
    return says(benchmark, metric, "kind", "proportion");
  }

  /** Whether the metric is the share of right answers, and not of another dimension. */
  boolean isAccuracy(BenchmarkVersion benchmark, String metric) {
    return says(benchmark, metric, "unit", "fraction")
        && says(benchmark, metric, "direction", "higher")
        && metric(benchmark, metric).filter(known -> known.has("dimension")).isEmpty();
  }

  private boolean says(BenchmarkVersion benchmark, String metric, String member, String value) {
    return metric(benchmark, metric)
        .flatMap(known -> known.text(member))
        .filter(value::equals)
        .isPresent();
  }

  private Optional<Members> metric(BenchmarkVersion benchmark, String id) {
    return Optional.ofNullable(metrics.getOrDefault(benchmark, Map.of()).get(id));
  }

  /** Whether {@code benchmark} has parts, so that a number for all of it pools theirs. */
  boolean hasTasks(BenchmarkVersion benchmark) {
    return tasks.getOrDefault(benchmark.benchmark(), Map.of()).values().stream()
        .anyMatch(known -> known.benchmark().equals(benchmark));
  }

  private void add(JsonObject document) {
    var members = Members.of(document);
    BenchmarkVersion version = version(document);
    Map<String, BenchmarkTask> parts = new HashMap<>();
    tasks.put(version.benchmark(), parts);
    name(version.benchmark(), new BenchmarkTask(version, null));
    members.texts("aliases").forEach(alias -> name(alias, new BenchmarkTask(version, null)));
    for (Members task : objects(document, "tasks")) {
      var known = new BenchmarkTask(version, text(task, "id"));
      parts.put(text(task, "id"), known);
      task.texts("aliases").forEach(alias -> name(alias, known));
    }
    metrics.put(
        version,
        objects(document, "metrics").stream()
            .collect(
                Collectors.toMap(
                    metric -> text(metric, "id"),
                    metric -> metric,
                    (one, other) -> one,
                    TreeMap::new)));
  }

  /** That no two built-in ones have a name in common is a test's; a ledger sees to its own. */
  private void name(String name, BenchmarkTask task) {
    byName.put(name, task);
  }

  private static List<Members> objects(JsonObject document, String name) {
    return document.get(name) instanceof Json.JsonArray(var items)
        ? items.stream().map(Members::of).toList()
        : List.of();
  }

  private static String text(Members members, String name) {
    return members
        .text(name)
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + members));
  }

  private static JsonObject parse(String file, Bytes content) {
    return switch (JsonReader.read(content)) {
      case JsonReader.Value(JsonObject object) -> object;
      case JsonReader.Value(Json other) ->
          throw new IllegalStateException(file + " holds " + other.kind());
      case JsonReader.NotJson(long offset, String detail) ->
          throw new IllegalStateException(file + " at byte " + offset + ": " + detail);
    };
  }

  private static Bytes resource(String file) {
    try (InputStream in = BuiltInBenchmarks.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + FOLDER + file);
      }
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("resource " + file + " cannot be read", e);
    }
  }
}

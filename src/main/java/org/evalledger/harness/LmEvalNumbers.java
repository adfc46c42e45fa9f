package org.evalledger.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/** Reads every number of a results file: each becomes a result or is left with a reason. */
final class LmEvalNumbers {
  private final LmEvalFile file;
  private final BuiltInBenchmarks benchmarks;
  private final ResultJson json;
  private final List<JsonObject> results = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<JsonObject> keys = new HashSet<>();

  LmEvalNumbers(LmEvalFile file, BuiltInBenchmarks benchmarks, LmEvalSettings settings) {
    this.file = file;
    this.benchmarks = benchmarks;
    this.json = new ResultJson(file, benchmarks, settings);
  }

  List<JsonObject> results() {
    return results;
  }

  List<Left> left() {
    return left;
  }

  /** A group's numbers stand in {@code results} too, mostly; they are read once. */
  void readAll() {
    read(file.results(), file.resultsPointer(), Members.of(null));
    read(file.groups(), "/groups", file.results());
  }

  private void read(Members section, String pointer, Members readBefore) {
    for (String name : section.names()) {
      Members result = section.in(name);
      Members before = readBefore.in(name);
      for (String key : result.names()) {
        if (LmEvalFile.isMetric(key) && !before.has(key)) {
          read(result, name, key, Fault.child(Fault.child(pointer, name), key));
        }
      }
    }
  }

  private void read(Members result, String name, String key, String pointer) {
    Json value = result.get(key).orElseGet(Json::ofNull);
    Optional<BenchmarkTask> task = benchmarks.resolve(name);
    LmEvalMetric metric = LmEvalMetric.parse(key);
    if (!(value instanceof JsonNumber(String text)) || !Decimal.isDecimal(text)) {
      leave(pointer, value, Left.noNumber(value));
    } else if (task.isEmpty()) {
      leave(pointer, value, "No registered benchmark or task is called \"" + name + "\".");
    } else if (!benchmarks.metrics(task.get().benchmark()).contains(metric.id(name))) {
      leave(
          pointer,
          value,
          "%s has no registered metric \"%s\".".formatted(task.get().benchmark(), metric.id(name)));
    } else {
      add(new LmEvalNumber(result, name, task.get(), metric, text), pointer, value);
    }
  }

  private void leave(String pointer, Json value, String why) {
    left.add(Left.of(pointer, value, why));
  }

  private void add(LmEvalNumber number, String pointer, Json value) {
    JsonObject key = json.key(number);
    if (keys.add(key)) {
      results.add(json.filled(key, number));
    } else {
      leave(pointer, value, "The file gives this task and metric twice under the same settings.");
    }
  }
}

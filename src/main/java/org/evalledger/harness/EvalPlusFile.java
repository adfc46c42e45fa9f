package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.evalledger.harness.PassAtK.Trials;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonString;

/**
 * What {@code evalplus.evaluate} writes, {@code *_eval_results.json}, of either age as one shape.
 * Since 2024 a task has a list of samples with {@code base_status} and {@code plus_status}; before,
 * it has lists of {@code [status, details]} by suite.
 *
 * @param document all of it
 */
record EvalPlusFile(Members document) {
  /** Whether {@code json} is one. */
  static Optional<EvalPlusFile> of(Json json) {
    Members document = Members.of(json);
    Members tasks = document.in("eval");
    boolean named = !tasks.isEmpty() && tasks.names().stream().allMatch(EvalPlusFile::isTask);
    return named && document.in("summary").isEmpty()
        ? Optional.of(new EvalPlusFile(document))
        : Optional.empty();
  }

  private static boolean isTask(String name) {
    return name.startsWith("HumanEval/") || name.startsWith("Mbpp/");
  }

  Members tasks() {
    return document.in("eval");
  }

  boolean isMbpp() {
    return tasks().names().stream().allMatch(name -> name.startsWith("Mbpp/"));
  }

  /**
   * How each task fared. A sample is right in the larger suite when it passes the original tests
   * too. Empty when the suite was not run on all of them.
   */
  Optional<List<Trials>> trials(boolean plus) {
    var all = new ArrayList<Trials>();
    for (String name : tasks().names()) {
      Optional<Trials> one =
          switch (tasks().get(name).orElseGet(Json::ofNull)) {
            case JsonArray(var samples) -> newer(samples, plus);
            case Json other -> older(Members.of(other), plus);
          };
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all);
  }

  private static Optional<Trials> newer(List<Json> samples, boolean plus) {
    Predicate<Members> ran =
        sample -> sample.text(plus ? "plus_status" : "base_status").isPresent();
    Predicate<Members> right =
        sample -> passed(sample, "base_status") && (!plus || passed(sample, "plus_status"));
    List<Members> read = samples.stream().map(Members::of).toList();
    return !read.isEmpty() && read.stream().allMatch(ran)
        ? Optional.of(new Trials(read.size(), (int) read.stream().filter(right).count()))
        : Optional.empty();
  }

  private static boolean passed(Members sample, String suite) {
    return sample.text(suite).filter(EvalPlusFile::isPass).isPresent();
  }

  private static boolean isPass(String status) {
    return status.equals("pass") || status.equals("success");
  }

  private static Optional<Trials> older(Members task, boolean plus) {
    List<Boolean> base = statuses(task, "base");
    List<Boolean> larger = plus ? statuses(task, "plus") : base;
    if (base.isEmpty() || larger.size() != base.size()) {
      return Optional.empty();
    }
    int right = 0;
    for (int i = 0; i < base.size(); i++) {
      right += base.get(i) && larger.get(i) ? 1 : 0;
    }
    return Optional.of(new Trials(base.size(), right));
  }

  private static List<Boolean> statuses(Members task, String suite) {
    return task.get(suite).orElseGet(Json::ofNull) instanceof JsonArray(var samples)
        ? samples.stream().map(EvalPlusFile::oldStatus).toList()
        : List.of();
  }

  private static boolean oldStatus(Json sample) {
    return sample instanceof JsonArray(var parts)
        && !parts.isEmpty()
        && parts.getFirst() instanceof JsonString(var status)
        && isPass(status);
  }
}

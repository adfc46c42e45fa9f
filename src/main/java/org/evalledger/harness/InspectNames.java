package org.evalledger.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tasks and metrics of Inspect are in the registry. */
final class InspectNames {
  /** What the share of right answers is called there: the first that a benchmark has. */
  private static final List<String> ACCURACIES =
      List.of("acc", "exact_match", "correct", "resolved", "pass_rate", "success");

  /** {@code inspect_evals}' own metrics of IFEval. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "prompt_strict_acc", "prompt_level_strict_acc",
          "prompt_loose_acc", "prompt_level_loose_acc",
          "inst_strict_acc", "inst_level_strict_acc",
          "inst_loose_acc", "inst_level_loose_acc");

  private final BuiltInBenchmarks benchmarks;
  private final RegisteredBenchmarks registered;

  InspectNames(BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered) {
    this.benchmarks = benchmarks;
    this.registered = registered;
  }

  /**
   * The benchmark of {@code task}, such as {@code inspect_evals/mmlu_0_shot}; a benchmark may have
   * the name of a package too.
   */
  Optional<BenchmarkTask> task(String task) {
    String whole = task.replaceFirst("_[0-9]{1,3}_shot$", "");
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    return benchmarks
        .resolve(Ascii.id(whole))
        .or(() -> benchmarks.resolve(Ascii.id(name)))
        .or(() -> benchmarks.resolve(Slug.of(name)))
        .or(() -> part(name));
  }

  /** {@code gpqa_diamond} is the part {@code diamond} of {@code gpqa}. */
  private Optional<BenchmarkTask> part(String name) {
    return IntStream.range(1, Math.max(1, name.length() - 1))
        .filter(at -> name.charAt(at) == '_')
        .mapToObj(at -> part(name.substring(0, at), name.substring(at + 1)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<BenchmarkTask> part(String benchmark, String task) {
    return registered
        .version(benchmark)
        .filter(version -> registered.hasTask(version, task))
        .map(version -> new BenchmarkTask(version, task));
  }

  /** The id of {@code metric} in the registry; {@code pass@k} has a k of its own. */
  Optional<String> metric(BenchmarkTask task, String metric) {
    String name = RENAMED.getOrDefault(metric, metric);
    if (has(task, name)) {
      return Optional.of(name);
    }
    if (name.equals("accuracy") || (name.equals("mean") && has(task, "success"))) {
      return ACCURACIES.stream()
          .filter(id -> has(task, id))
          .findFirst()
          .or(() -> has(task, "pass@k") ? Optional.of("pass@k") : Optional.empty());
    }
    return Optional.empty();
  }

  boolean has(BenchmarkTask task, String metric) {
    return registered.metric(task.benchmark(), metric).isPresent();
  }
}

package org.evalledger.harness;

import java.util.Locale;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonString;
import org.evalledger.statement.Decimal;

/** {@code results_<time>.json} of lighteval. */
final class LightevalResults implements HarnessFormat {
  private static final String STDERR = "_stderr";

  private final BuiltInBenchmarks benchmarks;

  LightevalResults(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return file.json() instanceof LooseJson.Value(Json json)
        ? LightevalFile.of(json).map(results -> convert(file, results, provenance, overrides))
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file, LightevalFile results, Provenance provenance, Overrides overrides) {
    if (results.results().isEmpty()) {
      return new Unreadable("The file names no task: its run gave no results.");
    }
    Optional<ModelName> name =
        NamedModel.named(overrides, results.model().map(model -> ModelName.parse(model, file)));
    if (name.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    var draft = new Draft(LightevalFile.FORMAT, benchmarks);
    results.results().names().forEach(task -> read(results, task, draft));
    var model =
        NamedModel.of(
            name.get(),
            Optional.empty(),
            results.revision(),
            results.precision().map(dtype -> dtype.toLowerCase(Locale.ROOT)));
    return model.converted(
        draft,
        HarnessRun.of("lighteval", results.harnessRevision(), results.seconds(), draft),
        file,
        provenance,
        overrides);
  }

  private void read(LightevalFile file, String name, Draft draft) {
    Members scores = file.results().in(name);
    for (String key : scores.names()) {
      if (!key.endsWith(STDERR)) {
        String pointer = Fault.child(Fault.child("/results", name), key);
        read(file, name, scores, key, pointer, draft);
      }
    }
  }

  private void read(
      LightevalFile file, String name, Members scores, String key, String pointer, Draft draft) {
    Json written = scores.get(key).orElseGet(Json::ofNull);
    if (name.equals("all")) {
      draft.leave(
          pointer, written, "It is the mean of all tasks of this run, which are no benchmark.");
      return;
    }
    Optional<BenchmarkTask> task = resolve(LightevalFile.task(name));
    if (task.isEmpty()) {
      draft.leaveUnregistered(pointer, written, LightevalFile.task(name));
      return;
    }
    LightevalMetric metric = LightevalMetric.parse(key);
    var measurement =
        new Measurement(
            task.get(), metric.id(), metric.k(), null, split(file, name, draft), metric.variant());
    draft
        .decimal(pointer, written)
        .ifPresent(
            value ->
                draft.add(
                    pointer,
                    written,
                    measurement,
                    draft.settings(LightevalFile.task(name), file.settings(name, draft)),
                    figures(file, name, value, scores.number(key + STDERR))));
  }

  /** A task's own name, else the benchmark it is the average of: {@code mmlu:_average}. */
  private Optional<BenchmarkTask> resolve(String task) {
    int colon = task.indexOf(':');
    Optional<BenchmarkTask> exact = benchmarks.resolve(task);
    if (exact.isPresent() || colon < 0) {
      return exact;
    }
    String whole = task.substring(0, colon);
    String part = task.substring(colon + 1);
    return part.equals("_average") || part.equals("average")
        ? benchmarks.resolve(whole)
        : benchmarks
            .resolve(whole)
            .filter(found -> found.task() == null)
            .flatMap(found -> benchmarks.task(found.benchmark().benchmark(), part));
  }

  private static Json split(LightevalFile file, String name, Draft draft) {
    return file.config(name).get("evaluation_splits").orElseGet(Json::ofNull)
                instanceof JsonArray(var splits)
            && splits.size() == 1
            && splits.getFirst() instanceof JsonString(var split)
            && !split.isBlank()
        ? Json.of(Ascii.id(split))
        : draft.unknown();
  }

  /** The error of a mean; where value and error are those of a proportion, they tell the items. */
  private static Figures figures(
      LightevalFile file, String name, String value, Optional<String> written) {
    Optional<String> stderr = written.filter(Decimal::isDecimal);
    Optional<Long> derived = stderr.flatMap(error -> SampleCounts.derived(value, error));
    return new Figures(
        value,
        stderr,
        derived.isPresent() ? "binomial" : "unknown",
        file.items(name).or(() -> derived));
  }
}

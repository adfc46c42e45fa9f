package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.harness.PassAtK.Trials;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/** {@code *_eval_results.json} of EvalPlus. */
final class EvalPlusResults implements HarnessFormat {
  private static final String FORMAT = "EvalPlus";

  /** Those that the harness itself gives, each where every task has as many samples. */
  private static final List<Integer> COMPUTED = List.of(1, 10, 100);

  private static final Pattern PASS = Pattern.compile("pass@([1-9][0-9]{0,5})");

  private final BuiltInBenchmarks benchmarks;

  EvalPlusResults(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return file.json() instanceof LooseJson.Value(Json json)
        ? EvalPlusFile.of(json).map(results -> convert(file, results, provenance, overrides))
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file, EvalPlusFile results, Provenance provenance, Overrides overrides) {
    Optional<EvalPlusName> written = EvalPlusName.of(file);
    Optional<ModelName> name =
        NamedModel.named(overrides, written.map(w -> ModelName.parse(w.model(), file)));
    if (name.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    var draft = new Draft(FORMAT, benchmarks);
    String settings = draft.settings("evalplus", settings(results, written, draft));
    suite(results, false, settings, draft);
    suite(results, true, settings, draft);
    NamedModel model = NamedModel.of(name.get());
    return model.converted(draft, HarnessRun.of("evalplus", draft), file, provenance, overrides);
  }

  private static JsonObject settings(
      EvalPlusFile results, Optional<EvalPlusName> name, Draft draft) {
    var hyperparameters = Json.object();
    name.ifPresent(n -> hyperparameters.put("temperature", new JsonNumber(n.temperature())));
    name.flatMap(EvalPlusName::backend).ifPresent(b -> hyperparameters.put("backend", b));
    results.document().text("hash").ifPresent(hash -> hyperparameters.put("datasetHash", hash));
    return draft.littleKnown(Optional.empty(), hyperparameters.build());
  }

  private void suite(EvalPlusFile results, boolean plus, String settings, Draft draft) {
    Members given = results.document().in("pass_at_k").in(plus ? "plus" : "base");
    String pointer = "/pass_at_k/" + (plus ? "plus" : "base");
    if (!given.isEmpty()) {
      for (String key : given.names()) {
        Json written = given.get(key).orElseGet(Json::ofNull);
        String at = Fault.child(pointer, key);
        Long k = k(key);
        if (k == null) {
          draft.leave(at, written, "\"" + key + "\" is no pass@k.");
        } else {
          draft
              .decimal(at, written)
              .ifPresent(value -> add(results, plus, k, value, at, settings, draft));
        }
      }
      return;
    }
    results.trials(plus).ifPresent(t -> computed(results, plus, t, settings, draft));
  }

  private void computed(
      EvalPlusFile results, boolean plus, List<Trials> trials, String settings, Draft draft) {
    int least = trials.stream().mapToInt(Trials::drawn).min().orElse(0);
    for (int k : COMPUTED) {
      if (k <= least) {
        add(results, plus, k, PassAtK.of(k, trials), "/eval", settings, draft);
      }
    }
  }

  private static @Nullable Long k(String key) {
    Matcher matcher = PASS.matcher(key);
    return matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
  }

  private void add(
      EvalPlusFile results,
      boolean plus,
      long k,
      String value,
      String pointer,
      String settings,
      Draft draft) {
    long tasks = results.tasks().names().size();
    BenchmarkTask task = EvalPlusSuites.of(results.isMbpp(), plus, tasks);
    var measurement = new Measurement(task, "pass@k", k, null, draft.unknown(), null);
    draft.add(
        pointer,
        new JsonNumber(value),
        measurement,
        settings,
        Figures.of(value, Optional.of(tasks)));
  }
}

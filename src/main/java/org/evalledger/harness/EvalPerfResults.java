package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;

/**
 * EvalPlus' sister, which measures how fast generated code runs: the {@code summary} of one model's
 * results, or the table of all models. Everything but the rates of wins is in percent there.
 */
final class EvalPerfResults implements HarnessFormat {
  private static final String FORMAT = "EvalPerf";
  private static final String PASS = "pass@1";

  /** In the table of all models, the one member that is none. */
  private static final String PAIRS = "heatmap_data";

  private final BuiltInBenchmarks benchmarks;

  EvalPerfResults(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (!(file.json() instanceof LooseJson.Value(JsonObject object))) {
      return Optional.empty();
    }
    var document = new Members(object);
    if (document.in("summary").has("dps_norm")) {
      return Optional.of(one(file, document, provenance, overrides));
    }
    boolean table =
        !document.isEmpty()
            && document.names().stream()
                .allMatch(name -> name.equals(PAIRS) || document.in(name).has("dps_norm"));
    return table ? Optional.of(all(file, document, provenance, overrides)) : Optional.empty();
  }

  private Conversion one(
      HarnessFile file, Members document, Provenance provenance, Overrides overrides) {
    Optional<ModelName> name =
        NamedModel.named(
            overrides, EvalPlusName.of(file).map(w -> ModelName.parse(w.model(), file)));
    if (name.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    Draft draft = read(document.in("summary"), document.in("config"), "/summary");
    return converted(file, name.get(), draft, provenance, overrides);
  }

  private Conversion all(
      HarnessFile file, Members document, Provenance provenance, Overrides overrides) {
    if (overrides.given()) {
      return NamedModel.SEVERAL;
    }
    var statements = new ArrayList<JsonObject>();
    var left = new ArrayList<Left>();
    for (String model : document.names()) {
      if (model.equals(PAIRS)) {
        left.add(
            new Left(
                "/" + PAIRS,
                "scores of pairs",
                "It compares models two by two; a result is of one model."));
        continue;
      }
      ModelName name = ModelName.parse(model.replaceFirst("--", "/"), file);
      Draft draft = read(document.in(model), Members.of(null), Fault.child("", model));
      Converted one = converted(file, name, draft, provenance, overrides);
      statements.addAll(one.statements());
      left.addAll(one.left());
    }
    return new Converted(statements, left);
  }

  private static Converted converted(
      HarnessFile file, ModelName name, Draft draft, Provenance provenance, Overrides overrides) {
    return NamedModel.of(name)
        .converted(draft, HarnessRun.of("evalperf", draft), file, provenance, overrides);
  }

  private Draft read(Members scores, Members config, String pointer) {
    var draft = new Draft(FORMAT, benchmarks);
    String settings = draft.settings("evalperf", settings(config, draft));
    Optional<BenchmarkTask> task = benchmarks.resolve("evalperf");
    for (String metric : scores.names()) {
      String at = Fault.child(pointer, metric);
      Json written = scores.get(metric).orElseGet(Json::ofNull);
      Optional<String> value = draft.decimal(at, written);
      if (task.isPresent() && value.isPresent()) {
        add(at, written, task.get(), metric, value.get(), settings, draft);
      }
    }
    return draft;
  }

  private static void add(
      String pointer,
      Json written,
      BenchmarkTask task,
      String metric,
      String value,
      String settings,
      Draft draft) {
    boolean pass = metric.equals(PASS);
    var measurement =
        new Measurement(
            task, pass ? "pass@k" : metric, pass ? 1L : null, null, draft.unknown(), null);
    String scaled = pass ? new BigDecimal(value).movePointLeft(2).toPlainString() : value;
    draft.add(pointer, written, measurement, settings, Figures.of(scaled, Optional.empty()));
  }

  private static JsonObject settings(Members config, Draft draft) {
    var hyperparameters = Json.object();
    config.names().stream()
        .filter(name -> config.get(name).filter(JsonNumber.class::isInstance).isPresent())
        .forEach(name -> config.get(name).ifPresent(value -> hyperparameters.put(name, value)));
    return draft.littleKnown(Optional.empty(), hyperparameters.build());
  }
}

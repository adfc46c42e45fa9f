package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;

/**
 * A folder that {@code helm-run} writes: the numbers in {@code stats.json}, how they were got in
 * {@code run_spec.json} beside it. The other files of the folder hold no results of their own.
 */
final class HelmRun implements HarnessFormat {
  private static final String STATS = "stats.json";
  private static final String SPEC = "run_spec.json";

  private final BuiltInBenchmarks benchmarks;

  HelmRun(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (!(file.json() instanceof LooseJson.Value(Json json))) {
      return Optional.empty();
    }
    if (isCompanion(json)) {
      return Optional.of(companion(file));
    }
    return json instanceof JsonArray(var stats) && isStats(stats)
        ? Optional.of(run(file, stats, provenance, overrides))
        : Optional.empty();
  }

  private static boolean isStats(List<Json> stats) {
    return !stats.isEmpty()
        && stats.stream()
            .map(Members::of)
            .allMatch(stat -> stat.in("name").has("name") && stat.has("count"));
  }

  private static boolean isCompanion(Json json) {
    if (json instanceof JsonArray(var items)) {
      return !items.isEmpty()
          && items.stream()
              .map(Members::of)
              .allMatch(item -> item.has("instance_id") && item.has("train_trial_index"));
    }
    Members members = Members.of(json);
    boolean spec = members.has("adapter_spec");
    return (spec && (members.has("scenario_spec") || members.has("request_states")))
        || (members.has("definition_path") && members.has("tags"));
  }

  private static Conversion companion(HarnessFile file) {
    return file.neighbour(STATS) instanceof Neighbours.Missing
        ? new Unrecognised(
            "This file of HELM says how a run was made; its results are in stats.json, which is"
                + " not beside it.")
        : new Converted(List.of(), List.of());
  }

  private Conversion run(
      HarnessFile file, List<Json> stats, Provenance provenance, Overrides overrides) {
    return switch (file.neighbour(SPEC)) {
      case Neighbours.Missing none ->
          new Unreadable(
              "These are numbers of HELM without run_spec.json, which names model and scenario; put"
                  + " it beside them.");
      case Neighbours.TooLarge large ->
          new Unreadable(
              "The run_spec.json beside this file has more than %d bytes."
                  .formatted(Neighbours.MAX_BYTES));
      case Neighbours.Found(var content) ->
          switch (LooseJson.read(content)) {
            case LooseJson.NotJson(boolean early, String detail) ->
                new Unreadable("The run_spec.json beside this file is not whole: " + detail);
            case LooseJson.Value(Json spec) ->
                run(file, stats, new HelmSpec(Members.of(spec)), provenance, overrides);
          };
    };
  }

  private Conversion run(
      HarnessFile file,
      List<Json> stats,
      HelmSpec spec,
      Provenance provenance,
      Overrides overrides) {
    Optional<ModelName> name =
        NamedModel.named(overrides, spec.model().map(model -> ModelName.parse(model, file)));
    if (name.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    var draft = new Draft(HelmSpec.FORMAT, benchmarks);
    new HelmStats(stats, spec, benchmarks, draft).readAll();
    NamedModel model = NamedModel.of(name.get());
    return model.converted(draft, HarnessRun.of("helm", draft), file, provenance, overrides);
  }
}

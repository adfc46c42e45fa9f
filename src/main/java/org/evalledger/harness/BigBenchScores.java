package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.statement.ModelId;

/** {@code scores_*.json} of BIG-bench: one model on one task, by subtask and shots. */
final class BigBenchScores implements HarnessFormat {
  static final String FORMAT = "BIG-bench";

  private final BuiltInBenchmarks benchmarks;

  BigBenchScores(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (!(file.json() instanceof LooseJson.Value(Json json))) {
      return Optional.empty();
    }
    Members document = Members.of(json);
    return document.get("scores").orElseGet(Json::ofNull) instanceof JsonArray(var scores)
            && scores.stream().map(Members::of).allMatch(score -> score.has("score_dict"))
        ? Optional.of(convert(file, document, scores, provenance, overrides))
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file,
      Members document,
      List<Json> scores,
      Provenance provenance,
      Overrides overrides) {
    if (scores.isEmpty()) {
      return new Unreadable("The file has no scores: its run gave no results.");
    }
    Members model = document.in("model");
    Optional<ModelName> name = NamedModel.named(overrides, name(model));
    if (name.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    var draft = new Draft(FORMAT, benchmarks);
    var task = new BigBenchTask(document.in("task"), benchmarks, draft);
    for (int i = 0; i < scores.size(); i++) {
      task.read(Members.of(scores.get(i)), "/scores/" + i);
    }
    var named =
        NamedModel.of(name.get(), model.whole("total_params"), Optional.empty(), Optional.empty());
    return named.converted(draft, HarnessRun.of("bigbench", draft), file, provenance, overrides);
  }

  /** A family has models of the same name, {@code BIG-G T=0 125m} and {@code BIG-G T=1 125m}. */
  private static Optional<ModelName> name(Members model) {
    Optional<String> family = model.text("model_family");
    return model
        .text("model_name")
        .map(
            name ->
                family
                    .filter(known -> !name.startsWith(known))
                    .map(known -> known + " " + name)
                    .orElse(name))
        .map(name -> new ModelName(new ModelId("_", Ascii.name(name)), false));
  }
}

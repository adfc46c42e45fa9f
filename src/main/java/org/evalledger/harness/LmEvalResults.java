package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** {@code results_<time>.json} of lm-evaluation-harness, since 0.4 and before. */
final class LmEvalResults implements HarnessFormat {
  private final BuiltInBenchmarks benchmarks;

  LmEvalResults(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return file.json() instanceof LooseJson.Value(Json json)
        ? LmEvalFile.of(file, json).map(results -> convert(results, provenance, overrides))
        : Optional.empty();
  }

  private Conversion convert(LmEvalFile file, Provenance provenance, Overrides overrides) {
    if (file.results().isEmpty() && file.groups().isEmpty()) {
      return new Unreadable("The file names no task: its run gave no results.");
    }
    var model = new LmEvalModel(file, overrides);
    Optional<ModelName> name = model.name();
    if (name.isEmpty()) {
      return new Unreadable("The file does not say which model was evaluated; name it yourself.");
    }
    var settings = new LmEvalSettings(file, model.remainingArgs());
    var numbers = new LmEvalNumbers(file, benchmarks, settings);
    numbers.readAll();
    JsonObject frame =
        new StatementFrame(provenance, file.file())
            .evaluation(
                model.json(name.get()),
                LmEvalRun.json(file),
                model.hasNominalParameters(name.get())
                    ? "Parameters as the model's name rounds them."
                    : "");
    return new Converted(
        StatementFrame.fill(frame, settings.byId(), numbers.results()), numbers.left());
  }
}

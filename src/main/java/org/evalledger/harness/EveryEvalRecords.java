package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/** Records of Every Eval Ever, schema 0.2 and 0.3. */
final class EveryEvalRecords implements HarnessFormat {
  private final EveryEvalNames names;
  private final RegisteredBenchmarks registered;

  EveryEvalRecords(BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered) {
    this.names = new EveryEvalNames(benchmarks, registered);
    this.registered = registered;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return switch (file.json()) {
      case LooseJson.NotJson notJson -> Optional.empty();
      case LooseJson.Value(Json json) when isSample(Members.of(json)) ->
          Optional.of(
              new Unrecognised(
                  "This is a per-sample log of Every Eval Ever, not results; send the record"
                      + " beside it, and this file as its evidence."));
      case LooseJson.Value(Json json) ->
          EveryEvalFile.of(file, json).map(record -> convert(record, provenance, overrides));
    };
  }

  private static boolean isSample(Members line) {
    return line.has("evaluation_id") && line.has("sample_id") && line.has("interaction_type");
  }

  private Conversion convert(EveryEvalFile file, Provenance provenance, Overrides overrides) {
    if (file.results().isEmpty()) {
      return new Unreadable("The record holds no evaluation: there is nothing to send.");
    }
    Optional<String> others = EveryEvalSource.whyNotTheSenders(file, provenance);
    if (others.isPresent()) {
      return new Unreadable(others.get());
    }
    var model = new EveryEvalModel(file, overrides);
    Optional<ModelId> id = model.id();
    if (id.isEmpty()) {
      return new Unreadable("The record does not say which model was evaluated; name it yourself.");
    }
    var gathered = new Gathered();
    new EveryEvalNumbers(file, names, registered, gathered).readAll();
    JsonObject frame =
        new StatementFrame(EveryEvalSource.claimed(file, provenance), file.file())
            .evaluation(
                model.json(id.get()),
                EveryEvalRun.json(file),
                model.hasNominalParameters(id.get())
                    ? "Parameters as the model's name rounds them."
                    : "");
    return gathered.converted(frame);
  }
}

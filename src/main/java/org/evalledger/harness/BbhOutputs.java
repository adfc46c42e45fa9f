package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json.JsonObject;

/** The outputs that BIG-Bench Hard was published with, beside the metrics that hold its results. */
final class BbhOutputs implements HarnessFormat {
  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return file.json() instanceof LooseJson.Value(JsonObject object)
            && new Members(object).has("canary")
            && new Members(object).has("outputs")
        ? Optional.of(
            new Unrecognised(
                "These are outputs of the BIG-Bench Hard release, not results; send the"
                    + " *_eval_metrics.jsonl of the same task."))
        : Optional.empty();
  }
}

package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;

/**
 * A record of Every Eval Ever, schema 0.2 or 0.3: numbers of one model with their metadata.
 *
 * @param file where it came from
 * @param document all of it
 */
record EveryEvalFile(HarnessFile file, Members document) {
  /** The file, when {@code json} has the shape of one. */
  static Optional<EveryEvalFile> of(HarnessFile file, Json json) {
    return json instanceof JsonObject object
            && object.get("evaluation_results") instanceof JsonArray
            && object.get("model_info") instanceof JsonObject
            && object.get("source_metadata") instanceof JsonObject
        ? Optional.of(new EveryEvalFile(file, new Members(object)))
        : Optional.empty();
  }

  List<Members> results() {
    return document.object().get("evaluation_results") instanceof JsonArray(var items)
        ? items.stream().map(Members::of).toList()
        : List.of();
  }

  Members model() {
    return document.in("model_info");
  }

  Members modelDetails() {
    return model().in("additional_details");
  }

  Members source() {
    return document.in("source_metadata");
  }

  /** The leaderboard or collection the numbers come from; empty when the file names none. */
  String sourceName() {
    return source().text("source_name").orElse("");
  }

  /** Whether the numbers were read somewhere, not measured by who wrote the file. */
  boolean isPassedOn() {
    return source().text("source_type").filter("documentation"::equals).isPresent();
  }
}

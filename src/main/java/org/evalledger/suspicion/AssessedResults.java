package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.AssessedResult;
import org.evalledger.record.Verdict;

/** Reads out of a stored assessment what it says of each result. */
public final class AssessedResults {
  private AssessedResults() {}

  /** In the order of the results; empty for what is no assessment. */
  public static List<AssessedResult> of(Optional<Bytes> assessment) {
    if (assessment.isEmpty()
        || !(JsonReader.read(assessment.get()) instanceof JsonReader.Value(JsonObject object))
        || !(object.get("results") instanceof JsonArray(var items))) {
      return List.of();
    }
    var results = new ArrayList<AssessedResult>();
    for (Json item : items) {
      Optional<AssessedResult> result = result(item);
      if (result.isEmpty()) {
        return List.of();
      }
      results.add(result.get());
    }
    return results;
  }

  private static Optional<AssessedResult> result(Json item) {
    return item instanceof JsonObject result
            && result.get("verdict") instanceof JsonString(var verdict)
        ? Verdict.of(verdict)
            .map(
                word ->
                    new AssessedResult(
                        result.get("suspicion") instanceof JsonString(var text) ? text : null,
                        word))
        : Optional.empty();
  }
}

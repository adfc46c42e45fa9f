package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Writes the {@code run} of a format that says little of it. */
final class HarnessRun {
  private HarnessRun() {}

  /** A run of {@code harness} of which nothing else is known. */
  static JsonObject of(String harness, Draft draft) {
    return of(harness, Optional.empty(), Optional.empty(), draft);
  }

  /** A run of {@code harness} in its {@code revision}. */
  static JsonObject of(
      String harness, Optional<String> revision, Optional<String> seconds, Draft draft) {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", harness)
                .put("version", draft.unknown())
                .put("revision", draft.orUnknown(revision.map(Ascii::id)))
                .build())
        .put("hardware", draft.unknown())
        .put("software", Json.object().build())
        .put("startedAt", draft.unknown())
        .put("durationSeconds", draft.orUnknown(seconds))
        .build();
  }
}

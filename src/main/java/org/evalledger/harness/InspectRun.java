package org.evalledger.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** How the run of an Inspect log was made. */
final class InspectRun {
  private InspectRun() {}

  /** The statement's {@code run}. */
  static JsonObject json(Members log) {
    Members eval = log.in("eval");
    Optional<Instant> started = time(log, "started_at");
    var run =
        Json.object()
            .put(
                "harness",
                Json.object()
                    .put("name", "inspect_ai")
                    .put("version", id(eval.in("packages").text("inspect_ai")))
                    .put("revision", id(ownRevision(eval)))
                    .build())
            .put("hardware", InspectModel.notRecorded())
            .put("software", software(eval.in("packages")))
            .put(
                "startedAt",
                started.map(at -> Json.of(at.toString())).orElseGet(InspectModel::notRecorded))
            .put("durationSeconds", duration(started, time(log, "completed_at")));
    usage(log).ifPresent(usage -> run.put("usage", usage));
    return run.build();
  }

  private static Json id(Optional<String> text) {
    return text.map(Ascii::id).map(Json::of).orElseGet(InspectModel::notRecorded);
  }

  /** The revision is of the repository the run was started in: Inspect's own only there. */
  static Optional<String> ownRevision(Members eval) {
    Members revision = eval.in("revision");
    return revision
        .text("origin")
        .filter(origin -> origin.matches(".*/inspect_ai(\\.git)?/?"))
        .flatMap(origin -> revision.text("commit"));
  }

  private static JsonObject software(Members packages) {
    var software = Json.object();
    packages.names().stream()
        .filter(name -> !name.equals("inspect_ai") && Ascii.id(name).equals(name))
        .forEach(name -> packages.text(name).ifPresent(v -> software.put(name, v)));
    return software.build();
  }

  private static Optional<Instant> time(Members log, String name) {
    return log.in("stats").text(name).flatMap(UnixTime::parse);
  }

  private static Json duration(Optional<Instant> started, Optional<Instant> completed) {
    return started.isPresent() && completed.isPresent() && !completed.get().isBefore(started.get())
        ? Json.of(Duration.between(started.get(), completed.get()).toSeconds())
        : InspectModel.notRecorded();
  }

  /** Of the model that was measured; a judge's tokens are not its own. */
  private static Optional<JsonObject> usage(Members log) {
    Members used = log.in("stats").in("model_usage").in(log.in("eval").text("model").orElse(""));
    if (used.isEmpty()) {
      return Optional.empty();
    }
    var usage = Json.object();
    used.whole("input_tokens").filter(n -> n >= 0).ifPresent(n -> usage.put("inputTokens", n));
    used.whole("output_tokens").filter(n -> n >= 0).ifPresent(n -> usage.put("outputTokens", n));
    used.whole("reasoning_tokens")
        .filter(n -> n >= 0)
        .ifPresent(n -> usage.put("reasoningTokens", n));
    return Optional.of(usage.build());
  }
}

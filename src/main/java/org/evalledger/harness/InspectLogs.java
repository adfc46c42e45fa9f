package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/** Logs of Inspect, as JSON or as an archive. */
final class InspectLogs implements HarnessFormat {
  private final InspectNames names;
  private final RegisteredBenchmarks registered;

  InspectLogs(BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered) {
    this.names = new InspectNames(benchmarks, registered);
    this.registered = registered;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (!InspectArchive.isZip(file.content())) {
      return log(file.json()).map(log -> convert(file, log, provenance, overrides));
    }
    return switch (InspectArchive.open(file.content())) {
      case InspectArchive.NoLog other -> Optional.empty();
      case InspectArchive.Unusable(var sentence) -> Optional.of(new Unreadable(sentence));
      case InspectArchive.Header(var header) ->
          Optional.of(
              log(LooseJson.read(header))
                  .map(log -> convert(file, log, provenance, overrides))
                  .orElseGet(
                      () -> new Unreadable("The header of this archive is no Inspect log.")));
    };
  }

  private static Optional<Members> log(LooseJson.Read read) {
    return read instanceof LooseJson.Value(Json json)
            && json instanceof JsonObject object
            && object.get("eval") instanceof JsonObject eval
            && eval.get("task") != null
            && eval.get("dataset") != null
        ? Optional.of(new Members(object))
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file, Members log, Provenance provenance, Overrides overrides) {
    Optional<Unreadable> unfinished = unfinished(log);
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    var model = new InspectModel(log.in("eval"), overrides);
    Optional<ModelId> id = model.id();
    if (id.isEmpty()) {
      return new Unreadable("The log does not say which model was evaluated; name it yourself.");
    }
    var gathered = new Gathered();
    new InspectNumbers(log, names, registered, gathered).readAll();
    JsonObject frame =
        new StatementFrame(provenance, file)
            .evaluation(
                model.json(id.get()),
                InspectRun.json(log),
                model.hasNominalParameters(id.get())
                    ? "Parameters as the model's name rounds them."
                    : "");
    return gathered.converted(frame);
  }

  private static Optional<Unreadable> unfinished(Members log) {
    String status = log.text("status").orElse("missing");
    if (!status.equals("success")) {
      return Optional.of(
          new Unreadable(
              "The status of this Inspect log is \"%s\": its run did not finish, and nothing is taken from it."
                  .formatted(Ascii.id(status))));
    }
    if (log.object().get("invalidated") instanceof JsonBoolean(boolean value) && value) {
      return Optional.of(new Unreadable("Whoever ran this Inspect log declared it invalid."));
    }
    return log.in("results").has("scores")
        ? Optional.empty()
        : Optional.of(new Unreadable("This Inspect log has no scores: its run was not scored."));
  }
}

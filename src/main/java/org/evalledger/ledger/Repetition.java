package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.Run;
import org.evalledger.statement.Settings;

/**
 * What makes two results repetitions of one measurement, of which a median may be taken.
 *
 * @param digest SHA-256 of the parts of the {@link ConflictKey}, with the settings' seed left out
 * @param conditions SHA-256 of what is the same however many measure it, on whatever model: split,
 *     harness with version and revision, and the settings without their seed
 */
public record Repetition(Sha256 digest, Sha256 conditions) {
  /** Those of all results of {@code evaluation}, in their order. */
  public static List<Repetition> of(Evaluation evaluation) {
    List<Json> shared = ConflictKey.shared(evaluation);
    return evaluation.results().stream().map(result -> of(evaluation, shared, result)).toList();
  }

  private static Repetition of(Evaluation evaluation, List<Json> shared, Result result) {
    Settings settings = evaluation.settings().get(result.settings());
    Json unseeded = settings == null ? Json.ofNull() : Json.of(settings.unseeded().hex());
    var parts = new ArrayList<>(shared);
    parts.addAll(ConflictKey.measured(result));
    parts.add(unseeded);
    Run.Harness harness = evaluation.run().harness();
    List<Json> conditions =
        List.of(
            Json.ofNullable(result.split()),
            Json.of(harness.name()),
            ConflictKey.known(harness.version()),
            ConflictKey.known(harness.revision()),
            unseeded);
    return new Repetition(
        Json.of(parts).canonical().sha256(), Json.of(conditions).canonical().sha256());
  }
}

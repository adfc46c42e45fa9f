package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Model;
import org.evalledger.statement.Result;
import org.evalledger.statement.Run;
import org.evalledger.statement.Settings;
import org.evalledger.statement.Source;
import org.jspecify.annotations.Nullable;

/**
 * What makes two results claims about the same measurement; under one key one value stands.
 *
 * @param digest SHA-256 of the RFC 8785 array of the key's parts, in the order of the design, §5;
 *     what is not given or not known is {@code null} in it
 */
public record ConflictKey(Sha256 digest) implements Comparable<ConflictKey> {
  /** The keys of all results of {@code evaluation}, in their order. */
  public static List<ConflictKey> of(Evaluation evaluation) {
    List<Json> shared = shared(evaluation);
    return evaluation.results().stream().map(result -> of(evaluation, shared, result)).toList();
  }

  private static ConflictKey of(Evaluation evaluation, List<Json> shared, Result result) {
    var parts = new ArrayList<>(shared);
    parts.addAll(measured(result));
    Settings settings = evaluation.settings().get(result.settings());
    parts.add(settings == null ? Json.ofNull() : Json.of(settings.sha256().hex()));
    return new ConflictKey(Json.of(parts).canonical().sha256());
  }

  /** What the result says something about. */
  static List<Json> measured(Result result) {
    Integer k = result.k();
    return List.of(
        Json.of(result.benchmark().benchmark()),
        Json.of(result.benchmark().version()),
        Json.ofNullable(result.task()),
        Json.of(result.metric()),
        Json.ofNullable(result.filter()),
        k == null ? Json.ofNull() : Json.of(k.longValue()),
        Json.ofNullable(result.split()),
        Json.ofNullable(result.variant()));
  }

  /** Who says it, and of which model, run by which harness. */
  static List<Json> shared(Evaluation evaluation) {
    Source source = evaluation.source();
    Model model = evaluation.model();
    Run.Harness harness = evaluation.run().harness();
    return List.of(
        Json.of(evaluation.header().submitter().value()),
        Json.ofNullable(source == null ? null : source.url()),
        source == null ? Json.ofNull() : known(source.claimedBy()),
        Json.of(model.id().toString()),
        known(model.revision()),
        known(model.precision()),
        known(model.adapter()),
        Json.of(harness.name()),
        known(harness.version()),
        known(harness.revision()));
  }

  static Json known(Knowable<String> value) {
    @Nullable String text = value.known().orElse(null);
    return Json.ofNullable(text);
  }

  @Override
  public int compareTo(ConflictKey other) {
    return digest.compareTo(other.digest);
  }
}

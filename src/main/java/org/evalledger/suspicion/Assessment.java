package org.evalledger.suspicion;

import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.CellScores;
import org.evalledger.baseline.Observation;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.Verdict;

/**
 * All that was found about one statement.
 *
 * @param algorithm which version found it
 * @param prefix how many entries it was computed from
 * @param model the model revision as a whole
 * @param results one for each result, in their order
 */
public record Assessment(
    String algorithm, long prefix, ModelAssessment model, List<ResultAssessment> results) {
  public Assessment {
    results = List.copyOf(results);
  }

  /** The largest suspicion over the results and the model; empty when nothing compares. */
  public Optional<Double> suspicion() {
    var largest = model.suspicion();
    for (var result : results) {
      var one = result.suspicion();
      if (one != null && (largest == null || one > largest)) {
        largest = one;
      }
    }
    return Optional.ofNullable(largest);
  }

  /** The same as it stands in a record: six decimals. */
  public Optional<String> recordSuspicion() {
    return suspicion().map(value -> Decimals.places(value, 6));
  }

  /** The worst verdict of the results and the model. */
  public Verdict worst() {
    var worst = model.verdict();
    for (var result : results) {
      worst = worst.worse(result.verdict());
    }
    return worst;
  }

  /** Folds the statement with what was computed for it. */
  public void foldInto(BaselineState state) {
    List<Observation> observations = results.stream().map(ResultAssessment::observation).toList();
    List<CellScores> scores = results.stream().map(ResultAssessment::scores).toList();
    state.fold(observations, scores, model.general());
  }

  /** As it is stored and hashed. */
  public JsonObject json() {
    return Json.object()
        .put("algorithm", algorithm)
        .put("prefix", prefix)
        .put("suspicion", Json.ofNullable(recordSuspicion().orElse(null)))
        .put("verdict", worst().word())
        .put("model", model.json())
        .put("results", Json.of(results.stream().map(ResultAssessment::json).toList()))
        .build();
  }
}

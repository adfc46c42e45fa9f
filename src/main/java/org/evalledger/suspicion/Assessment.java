package org.evalledger.suspicion;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  /** Of more results than this only the most suspicious are written in full. */
  static final int FULL = 200;

  /** The worst verdict first, then the largest suspicion, then the order of the statement. */
  private static final Comparator<ResultAssessment> STANDING_OUT =
      Comparator.comparing(ResultAssessment::verdict)
          .thenComparing(Comparator.comparingDouble(Assessment::shown).reversed());

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

  /**
   * As it is stored and hashed. Of a very long statement the 200 results that stand out most are
   * written with figures and sentences, the others in brief: about 300 bytes each.
   */
  public JsonObject json() {
    var full = full();
    return Json.object()
        .put("algorithm", algorithm)
        .put("prefix", prefix)
        .put("suspicion", Json.ofNullable(recordSuspicion().orElse(null)))
        .put("verdict", worst().word())
        .put("model", model.json())
        .put(
            "results",
            Json.of(results.stream().map(result -> result.json(full.contains(result))).toList()))
        .build();
  }

  private Set<ResultAssessment> full() {
    Set<ResultAssessment> full = Collections.newSetFromMap(new IdentityHashMap<>());
    results.stream().sorted(STANDING_OUT).limit(FULL).forEach(full::add);
    return full;
  }

  private static double shown(ResultAssessment result) {
    var suspicion = result.suspicion();
    return suspicion == null ? -1 : suspicion;
  }
}

package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.baseline.GeneralScore;
import org.evalledger.json.Json;
import org.evalledger.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was found about the model revision as a whole.
 *
 * @param id the model
 * @param revision its revision
 * @param log2Billions log2 of the size in billions that counts; NaN when unknown
 * @param benchmarks over how many benchmarks, at most 20
 * @param p how often an honest model would look like this; null when nothing compares
 * @param suspicion 0 to 1, six decimals; null when nothing compares
 * @param verdict what it comes to
 * @param checks the lines of evidence
 * @param general what is folded in with the results; null when nothing could be said
 */
public record ModelAssessment(
    String id,
    String revision,
    double log2Billions,
    int benchmarks,
    @Nullable Double p,
    @Nullable Double suspicion,
    Verdict verdict,
    List<Check> checks,
    @Nullable GeneralScore general) {
  public ModelAssessment {
    checks = List.copyOf(checks);
  }

  Json json() {
    return Json.object()
        .put("id", id)
        .put("revision", revision)
        .put("log2Billions", Decimals.fixed(log2Billions))
        .put("benchmarks", benchmarks)
        .put("p", p == null ? Json.ofNull() : Json.of(Decimals.p(p)))
        .put("suspicion", suspicion == null ? Json.ofNull() : Decimals.fixed(suspicion))
        .put("verdict", verdict.word())
        .put("checks", Json.of(checks.stream().map(Check::json).toList()))
        .build();
  }
}

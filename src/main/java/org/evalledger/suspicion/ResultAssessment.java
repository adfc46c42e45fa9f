package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.baseline.CellScores;
import org.evalledger.baseline.Observation;
import org.evalledger.json.Json;
import org.evalledger.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was found about one result.
 *
 * @param observation the result
 * @param p how often an honest result would look like this; null when nothing compares
 * @param suspicion 0 to 1, six decimals; null when nothing compares
 * @param verdict what it comes to
 * @param checks the lines of evidence
 * @param scores what is folded in with the result
 */
public record ResultAssessment(
    Observation observation,
    @Nullable Double p,
    @Nullable Double suspicion,
    Verdict verdict,
    List<Check> checks,
    CellScores scores) {
  public ResultAssessment {
    checks = List.copyOf(checks);
  }

  /** Suspicion as records and tables write it: six decimals; null when nothing compares. */
  public @Nullable String recordSuspicion() {
    return suspicion == null ? null : Decimals.places(suspicion, 6);
  }

  /**
   * As it stands in an assessment.
   *
   * @param full with figures and sentences; else the checks that are not clear, in brief
   */
  Json json(boolean full) {
    var protocol = observation.protocol();
    return Json.object()
        .put("result", observation.position().result())
        .put("benchmark", protocol.benchmark())
        .put("benchmarkVersion", protocol.version())
        .put("part", Json.ofNullable(protocol.part()))
        .put("metric", protocol.metric())
        .put("value", observation.reported().value().toPlainString())
        .put("p", p == null ? Json.ofNull() : Json.of(Decimals.p(p)))
        .put("suspicion", suspicion == null ? Json.ofNull() : Decimals.fixed(suspicion))
        .put("verdict", verdict.word())
        .put("checks", Json.of(full ? full() : brief()))
        .build();
  }

  private List<Json> full() {
    return checks.stream().map(Check::json).toList();
  }

  private List<Json> brief() {
    return checks.stream()
        .filter(check -> check.outcome() != Check.Outcome.CLEAR)
        .map(Check::brief)
        .toList();
  }
}

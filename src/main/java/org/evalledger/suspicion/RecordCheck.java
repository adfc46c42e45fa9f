package org.evalledger.suspicion;

import java.util.Optional;
import org.evalledger.baseline.BestFigures;
import org.evalledger.baseline.Observation;
import org.evalledger.json.Json;
import org.evalledger.record.Relation;

/** Above the best so far by more than two standard errors, and no third party behind it. */
final class RecordCheck {
  private static final double ERRORS = 2;

  private RecordCheck() {}

  static Optional<Check> of(Observation observation, double a, BestFigures best) {
    double above = a - best.a();
    if ((observation.relation() == Relation.THIRD_PARTY && observation.submitter().evaluator())
        || above <= ERRORS * best.standardError()
        || above <= 0) {
      return Optional.empty();
    }
    var json =
        Json.object()
            .put("best", best.position().index())
            .put("above", Decimals.fixed(above))
            .put("standardError", Decimals.fixed(best.standardError()))
            .build();
    return Optional.of(
        new Check(
            "record",
            Check.Outcome.FOUND,
            null,
            json,
            Words.name(observation.protocol())
                + " "
                + Decimals.shown(observation.reported().value())
                + " is above the best so far ("
                + Decimals.printed(
                    observation.measure(),
                    best.a(),
                    Decimals.placesOf(observation.reported().value()))
                + ", entry "
                + best.position().index()
                + ") by more than two standard errors, and nobody independent ran it"));
  }
}

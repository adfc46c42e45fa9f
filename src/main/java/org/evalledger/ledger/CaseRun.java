package org.evalledger.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.statement.Cause;
import org.evalledger.statement.Evaluation;

/**
 * What one reviewer looks at once: a cause, and the run that its results came from, in however many
 * statements. One run is whose results they are (with source), the model with revision, precision
 * and adapter, the harness with version and revision, and the day (UTC) on which it began, where
 * that is known.
 *
 * @param digest of all of it as canonical JSON
 */
record CaseRun(Sha256 digest) {
  static CaseRun of(Cause cause, Evaluation evaluation) {
    var parts = new ArrayList<>(ConflictKey.shared(evaluation));
    parts.add(Json.ofNullable(evaluation.run().startedAt().known().map(CaseRun::day).orElse(null)));
    parts.add(Json.of(cause.word()));
    return new CaseRun(Json.of(parts).canonical().sha256());
  }

  private static String day(Instant startedAt) {
    return startedAt.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}

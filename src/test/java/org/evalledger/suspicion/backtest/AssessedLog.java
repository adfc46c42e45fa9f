package org.evalledger.suspicion.backtest;

import java.io.IOException;
import java.time.Instant;
import org.evalledger.TestLedger;
import org.evalledger.baseline.BaselineState;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;

/**
 * Prints the digest of each assessment of a short log, and of one with policies, models and
 * re-assessments; run in a machine of its own by a test.
 */
final class AssessedLog {
  private AssessedLog() {}

  /** So many entries of the extract of the second board, then the story. */
  static String digests(int entries) throws IOException {
    var digests = new StringBuilder();
    var state = new BaselineState();
    var table = ReplayTest.table("open-llm-leaderboard-v2.csv");
    for (var entry : table.entries().subList(0, entries)) {
      var date = entry.rows().getFirst().date();
      var statement =
          Observations.of(
              entry.rows(),
              state.prefix(),
              date == null ? Instant.parse("2024-06-01T00:00:00Z") : date);
      var assessment = SizeProfile1.assess(state, statement, Thresholds.BUILT_IN);
      digests.append(assessment.json().canonical().sha256().hex()).append('\n');
      assessment.foldInto(state);
    }
    for (var entry : TestLedger.longStory().entries()) {
      entry
          .assessment()
          .ifPresent(assessment -> digests.append(assessment.sha256().hex()).append('\n'));
    }
    return digests.toString();
  }

  /** The number of entries is the one argument. */
  public static void main(String[] arguments) throws IOException {
    System.out.print(digests(Integer.parseInt(arguments[0])));
  }
}

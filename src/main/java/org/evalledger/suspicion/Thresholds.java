package org.evalledger.suspicion;

import org.evalledger.baseline.Tau;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.StandingPolicy;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Policy;

/**
 * What the ledger's policy entry fixes for assessments.
 *
 * @param watch suspicion from which a result is watched, 0 to 1
 * @param flagged suspicion from which it is flagged, at least {@code watch}
 * @param tau how far unlike protocols lie apart
 */
public record Thresholds(double watch, double flagged, Tau tau) {
  /** What holds before any policy entry. */
  public static final Thresholds BUILT_IN = new Thresholds(0.5, 0.75, Tau.MEASURED);

  /** What the policy in force lays down; what it leaves out is as built in. */
  public static Thresholds of(Ledger ledger) {
    var policy = ledger.policy().map(StandingPolicy::statement);
    var limits = policy.map(Policy::thresholds);
    var tau =
        policy
            .map(Policy::tau)
            .map(apart -> new Tau(number(apart.choice()), number(apart.generative())))
            .orElse(BUILT_IN.tau);
    return new Thresholds(
        limits.map(limit -> number(limit.watch())).orElse(BUILT_IN.watch),
        limits.map(limit -> number(limit.flagged())).orElse(BUILT_IN.flagged),
        tau);
  }

  private static double number(Decimal decimal) {
    return decimal.value().doubleValue();
  }

  public Thresholds {
    if (!(watch > 0 && watch <= flagged && flagged <= 1)) {
      throw new IllegalArgumentException("thresholds " + watch + " and " + flagged);
    }
  }

  /** The verdict for {@code suspicion}, {@code otherwise} below both thresholds. */
  Verdict of(double suspicion, Verdict otherwise) {
    if (suspicion >= flagged) {
      return Verdict.FLAGGED;
    }
    return suspicion >= watch ? Verdict.WATCH : otherwise;
  }
}

package org.evalledger.baseline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.evalledger.evaluation.Measure;
import org.evalledger.statement.Metric.Direction;

/**
 * What one expects where hardly anybody was measured: the way from chance to the top of the range
 * that a model of this size usually goes, ln(n/(1 − n)) = −0.62 + 0.31·(log2 p − 2.8) with a spread
 * of 0.5 in a. The two constants are from the averages of the Open LLM Leaderboard 1 (7 billion:
 * about .35 of the way, 70 billion: about .6; 2024-06); a guess, and marked as one.
 */
final class PriorBaseline {
  private static final double SPREAD = 0.5;

  private PriorBaseline() {}

  /** Compares; empty for unbounded metrics and unknown sizes, of which nothing is expected. */
  static Optional<SizeFigures> of(Query query, Measure measure, int peers) {
    if (!measure.bounded()
        || Double.isNaN(query.size())
        || !(measure.direction() instanceof Direction.Higher)) {
      return Optional.empty();
    }
    double way = 1 / (1 + StrictMath.exp(0.62 - 0.31 * (query.size() - 2.8)));
    double chance = chance(measure);
    double share = chance + (1 - chance) * way;
    double expected = 2 * StrictMath.asin(StrictMath.sqrt(share));
    double spread = StrictMath.sqrt(SPREAD * SPREAD + query.variance());
    double z = (query.a() - expected) / spread;
    return Optional.of(
        new SizeFigures(
            PeerLevel.PRIOR, peers, false, expected, spread, z, expected, spread, z, z, List.of()));
  }

  private static double chance(Measure measure) {
    BigDecimal chance = measure.chance();
    BigDecimal minimum = measure.minimum();
    BigDecimal maximum = measure.maximum();
    if (chance == null || minimum == null || maximum == null) {
      return 0;
    }
    return StrictMath.clamp(
        chance.subtract(minimum).doubleValue() / maximum.subtract(minimum).doubleValue(), 0.0, 1.0);
  }
}

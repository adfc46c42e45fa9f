package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.evalledger.baseline.Comparison;
import org.evalledger.baseline.GeneralScore;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.RevisionScores;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The whole model revision: p = 3·min(p of its general standing, d·min p by profile, d·min p by
 * size), d its benchmarks, at most 20, over all its current results. Of more than 20 the 20 that
 * stand out most count, so that padding hides nothing.
 */
final class ModelChecks {
  /**
   * What the model's benchmarks amount to.
   *
   * @param benchmarks d
   * @param general how it stands to its size; null when no benchmark says
   * @param p combined; null when no signal says anything
   * @param checks the lines of evidence
   */
  record Found(
      int benchmarks, @Nullable GeneralScore general, @Nullable Double p, List<Check> checks) {}

  private ModelChecks() {}

  static Found of(Comparison comparison, List<RevisionScores> benchmarks) {
    var bySize =
        benchmarks.stream()
            .filter(scores -> !Double.isNaN(scores.zSize()))
            .sorted(Comparator.comparingDouble(RevisionScores::zSize).reversed())
            .limit(GeneralScore.MOST)
            .toList();
    int d = StrictMath.min(GeneralScore.MOST, benchmarks.size());
    var checks = new ArrayList<Check>();
    GeneralScore general = null;
    double least = 1;
    if (!bySize.isEmpty()) {
      double sum = 0;
      for (var scores : bySize) {
        sum += scores.zSize();
      }
      general = new GeneralScore(bySize.size(), sum / bySize.size());
      var p = comparison.pGeneral(general);
      least = StrictMath.min(least, p.p());
      checks.add(general(general, p));
    }
    double bestSize = least(benchmarks, RevisionScores::pSize);
    double bestProfile = least(benchmarks, RevisionScores::pProfile);
    if (!Double.isNaN(bestProfile)) {
      checks.add(spread(benchmarks));
    }
    least = smaller(least, d * bestSize);
    least = smaller(least, d * bestProfile);
    boolean nothing = general == null && Double.isNaN(bestSize) && Double.isNaN(bestProfile);
    return new Found(d, general, nothing ? null : Combination.clip(3 * least), List.copyOf(checks));
  }

  private static double smaller(double least, double other) {
    return other < least ? other : least;
  }

  private static double least(List<RevisionScores> benchmarks, ToDoubleFunction<RevisionScores> p) {
    double least = Double.NaN;
    for (var scores : benchmarks) {
      double one = p.applyAsDouble(scores);
      if (!Double.isNaN(one) && !(least <= one)) {
        least = one;
      }
    }
    return least;
  }

  private static Check general(GeneralScore score, PValue p) {
    var json =
        Json.object()
            .put("benchmarks", score.benchmarks())
            .put("z", Decimals.fixed(score.mean()))
            .put("calibrated", p.calibrated())
            .put("stored", p.stored())
            .build();
    return new Check(
        "general",
        Check.Outcome.MEASURED,
        p.p(),
        json,
        "over "
            + score.benchmarks()
            + (score.benchmarks() == 1 ? " benchmark" : " benchmarks")
            + " the model is "
            + Decimals.places(StrictMath.abs(score.mean()), 1)
            + " standard deviations "
            + (score.mean() < 0 ? "worse" : "better")
            + " than models of its size"
            + Words.judged(p));
  }

  private static Check spread(List<RevisionScores> benchmarks) {
    RevisionScores largest = benchmarks.getFirst();
    for (var scores : benchmarks) {
      if (!(largest.zProfile() >= scores.zProfile()) && !Double.isNaN(scores.zProfile())) {
        largest = scores;
      }
    }
    var json =
        Json.object()
            .put("benchmark", largest.benchmark())
            .put("z", Decimals.fixed(largest.zProfile()))
            .build();
    return new Check(
        "spread",
        Check.Outcome.MEASURED,
        null,
        json,
        largest.benchmark()
            + " stands out most from the model's profile: "
            + Decimals.places(largest.zProfile(), 1)
            + " standard deviations");
  }
}

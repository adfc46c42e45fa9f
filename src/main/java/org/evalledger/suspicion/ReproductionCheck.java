package org.evalledger.suspicion;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.Reproduction;
import org.evalledger.evaluation.Distributions;
import org.evalledger.json.Json;

/**
 * A claim that lies above what others got. Among several the most telling one is named, those under
 * the same protocol first. It moves no suspicion by itself: for that the reproduction must be
 * recomputed from its samples, which is a matter of evidence.
 */
final class ReproductionCheck {
  private static final double FAILED = 0.001;

  private ReproductionCheck() {}

  static Optional<Check> of(List<Reproduction> reproductions) {
    return reproductions.stream()
        .max(
            Comparator.comparing(Reproduction::sameProtocol)
                .thenComparingDouble(Reproduction::z)
                .thenComparingLong(r -> -r.position().index())
                .thenComparingInt(r -> -r.position().result()))
        .map(ReproductionCheck::check);
  }

  private static Check check(Reproduction found) {
    double p = Combination.clip(Distributions.normalUpperTail(found.z()));
    boolean failed = p < FAILED && found.sameProtocol();
    var json =
        Json.object()
            .put("entry", found.position().index())
            .put("result", found.position().result())
            .put("claimFirst", found.claimFirst())
            .put("sameProtocol", found.sameProtocol())
            .put("evaluator", found.evaluator())
            .put("z", Decimals.fixed(found.z()))
            .build();
    return new Check(
        "reproduction",
        failed ? Check.Outcome.FOUND : Check.Outcome.MEASURED,
        p,
        json,
        sentence(found) + (found.sameProtocol() ? "" : ", by another protocol"));
  }

  private static String sentence(Reproduction found) {
    String off =
        Decimals.places(StrictMath.abs(found.z()), 1)
            + " standard deviations "
            + (found.z() < 0 ? "below " : "above ");
    return found.claimFirst()
        ? "the owner's claim in entry " + found.position().index() + " lies " + off + "this"
        : "it lies " + off + "what others got in entry " + found.position().index();
  }
}

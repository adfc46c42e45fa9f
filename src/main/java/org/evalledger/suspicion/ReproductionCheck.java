package org.evalledger.suspicion;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.Reproduction;
import org.evalledger.evaluation.Distributions;
import org.evalledger.json.Json;

/**
 * A claim that lies above what others got. Among several the most telling one is told, those under
 * the same protocol first, and all that are clearly apart are named: a claim far out must not hide
 * another. It moves no suspicion by itself: for that the reproduction must be recomputed from its
 * samples, which is a matter of evidence.
 */
final class ReproductionCheck {
  private static final double FAILED = 0.001;

  /** Results clearly apart that are named beside one result, at most. */
  static final int MOST = 50;

  /** The figure that names them; a case may open on each, so that it is kept in brief ones too. */
  static final String APART = "apart";

  private static final Comparator<Reproduction> LEAST_TELLING =
      Comparator.comparing(Reproduction::sameProtocol)
          .thenComparingDouble(Reproduction::z)
          .thenComparingLong(r -> -r.position().index())
          .thenComparingInt(r -> -r.position().result());

  private ReproductionCheck() {}

  static Optional<Check> of(List<Reproduction> reproductions) {
    return reproductions.stream().max(LEAST_TELLING).map(most -> check(most, reproductions));
  }

  private static double p(Reproduction found) {
    return Combination.clip(Distributions.normalUpperTail(found.z()));
  }

  private static boolean failed(Reproduction found) {
    return found.sameProtocol() && p(found) < FAILED;
  }

  private static Json apart(List<Reproduction> reproductions) {
    return Json.of(
        reproductions.stream()
            .filter(ReproductionCheck::failed)
            .sorted(LEAST_TELLING.reversed())
            .limit(MOST)
            .map(
                found ->
                    Json.object()
                        .put("entry", found.position().index())
                        .put("result", found.position().result())
                        .put("evaluator", found.evaluator())
                        .build())
            .toList());
  }

  private static Check check(Reproduction found, List<Reproduction> all) {
    boolean failed = failed(found);
    double p = p(found);
    var json =
        Json.object()
            .put("entry", found.position().index())
            .put("result", found.position().result())
            .put("claimFirst", found.claimFirst())
            .put("sameProtocol", found.sameProtocol())
            .put("evaluator", found.evaluator())
            .put("z", Decimals.fixed(found.z()))
            .putIfPresent(APART, failed ? apart(all) : null)
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

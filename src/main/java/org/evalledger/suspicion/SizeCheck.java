package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.baseline.Neighbour;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.PeerLevel;
import org.evalledger.baseline.SizeFigures;
import org.evalledger.json.Json;

/** S1 in words: what models of this size score. */
final class SizeCheck {
  private SizeCheck() {}

  /**
   * The check.
   *
   * @param all neighbours to be told beside the ten that are always; none where nobody looks
   */
  static Check of(Observation observation, SizeFigures size, PValue p, List<Neighbour> all) {
    var json =
        Json.object()
            .put("comparedWith", Words.level(size.level()))
            .put("peers", size.peers())
            .put("assumedSize", size.assumedSize())
            .put("expectedHub", Decimals.fixed(size.hub()))
            .put("spreadHub", Decimals.fixed(size.hubSpread()))
            .put("zHub", Decimals.fixed(size.zHub()))
            .put("expectedKernel", Decimals.fixed(size.kernel()))
            .put("spreadKernel", Decimals.fixed(size.kernelSpread()))
            .put("zKernel", Decimals.fixed(size.zKernel()))
            .put("z", Decimals.fixed(size.z()))
            .put("calibrated", p.calibrated())
            .put("stored", p.stored())
            .put("neighbours", Neighbours.named(size.nearest()))
            .build();
    return new Check(
        "size",
        Check.Outcome.MEASURED,
        p.p(),
        Neighbours.addTo(json, observation, all),
        sentence(observation, size, p));
  }

  private static String sentence(Observation observation, SizeFigures size, PValue p) {
    var who =
        size.level() == PeerLevel.PRIOR
            ? "models of its size are expected to reach before any are known"
            : "models of "
                + (size.assumedSize() ? "the largest recent sizes" : "its size")
                + " reach, "
                + Decimals.count(size.peers())
                + " compared";
    return Words.distance(observation, size.z(), size.expected(), size.spread(), who)
        + Words.judged(p);
  }
}

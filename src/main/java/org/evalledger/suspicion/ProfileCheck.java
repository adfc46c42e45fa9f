package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.baseline.Neighbour;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.ProfileFigures;
import org.evalledger.json.Json;

/** S2 in words: what models with this profile score. */
final class ProfileCheck {
  private ProfileCheck() {}

  /**
   * The check.
   *
   * @param all neighbours to be told beside the ten that are always; none where nobody looks
   */
  static Check of(Observation observation, ProfileFigures profile, PValue p, List<Neighbour> all) {
    var json =
        Json.object()
            .put("comparedWith", Words.level(profile.level()))
            .put("features", profile.features())
            .put("candidates", profile.candidates())
            .put("neighbourCount", profile.neighbours())
            .put("expected", Decimals.fixed(profile.expected()))
            .put("spread", Decimals.fixed(profile.spread()))
            .put("z", Decimals.fixed(profile.z()))
            .put("calibrated", p.calibrated())
            .put("stored", p.stored())
            .put("neighbours", Neighbours.named(profile.nearest()))
            .build();
    var who = "the " + profile.neighbours() + " nearest models by profile reach";
    return new Check(
        "profile",
        Check.Outcome.MEASURED,
        p.p(),
        Neighbours.addTo(json, observation, all),
        Words.distance(observation, profile.z(), profile.expected(), profile.spread(), who)
            + Words.judged(p));
  }
}

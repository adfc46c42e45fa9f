package org.evalledger.suspicion;

import org.evalledger.baseline.LateProfile;
import org.evalledger.json.Json;

/** Earlier results of the model against the profile that is known by now. */
final class LateProfileCheck {
  private LateProfileCheck() {}

  static Check of(LateProfile late) {
    var profile = late.profile();
    var json =
        Json.object()
            .put("entry", late.position().index())
            .put("result", late.position().result())
            .put("benchmark", late.protocol().benchmark())
            .put("comparedWith", Words.level(profile.level()))
            .put("features", profile.features())
            .put("neighbourCount", profile.neighbours())
            .put("candidates", profile.candidates())
            .put("expected", Decimals.fixed(profile.expected()))
            .put("spread", Decimals.fixed(profile.spread()))
            .put("z", Decimals.fixed(profile.z()))
            .put("neighbours", Neighbours.named(profile.nearest()))
            .put("calibrated", late.p().calibrated())
            .put("stored", late.p().stored())
            .build();
    return new Check("late-profile", Check.Outcome.MEASURED, late.p().p(), json, sentence(late));
  }

  private static String sentence(LateProfile late) {
    double z = late.profile().z();
    return ("%s %s of entry %d, which came before the model's profile was known, is %s %s what the"
            + " %d nearest models by profile reach%s")
        .formatted(
            Words.name(late.protocol()),
            late.printed(),
            late.position().index(),
            Decimals.places(StrictMath.abs(z), 1) + " standard deviations",
            z < 0 ? "worse than" : "better than",
            late.profile().neighbours(),
            Words.judged(late.p()));
  }
}

package org.evalledger.suspicion;

import org.evalledger.baseline.JumpFigures;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.PValue;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/** What a fine-tune gained over its base model, against what others gain. */
final class JumpCheck {
  private JumpCheck() {}

  static Check of(Observation observation, JumpFigures jump, @Nullable PValue p) {
    var json =
        Json.object()
            .put("base", jump.base())
            .put("baseEntry", jump.basePosition().index())
            .put("step", Decimals.fixed(jump.step()))
            .put("usualStep", Decimals.fixed(jump.usual()))
            .put("spread", Decimals.fixed(jump.spread()))
            .put("z", Decimals.fixed(jump.z()))
            .put("otherSteps", Decimals.fixed(jump.otherSteps()))
            .put("zExcess", Decimals.fixed(jump.zExcess()))
            .put("pairs", jump.pairs())
            .put("calibrated", p != null && p.calibrated())
            .build();
    return new Check(
        "jump",
        Check.Outcome.MEASURED,
        p == null ? null : p.p(),
        json,
        sentence(observation, jump, p));
  }

  private static String sentence(Observation observation, JumpFigures jump, @Nullable PValue p) {
    var step =
        Words.name(observation.protocol())
            + ": a step of "
            + Decimals.places(jump.step(), 3)
            + " over "
            + jump.base()
            + " on the arcsine scale";
    if (p == null) {
      return step + "; too few pairs are known to say whether that is usual";
    }
    return step
        + ", "
        + Decimals.places(StrictMath.abs(jump.z()), 1)
        + " standard deviations "
        + (jump.z() < 0 ? "below" : "above")
        + " the usual one of "
        + Decimals.count(jump.pairs())
        + " pairs ("
        + Decimals.places(jump.usual(), 3)
        + " ± "
        + Decimals.places(jump.spread(), 3)
        + ")"
        + Words.judged(p);
  }
}

package org.evalledger.baseline;

import java.util.Optional;

/**
 * The step of a fine-tune over its base model: (Δ − median)/√(mad² + V + V₀), median and mad over
 * the steps of others on this benchmark, and its excess over the pair's other steps. What a model
 * was made from counts as its owner says.
 */
final class Jumps {
  private static final int NEEDED = 30;

  private Jumps() {}

  static Optional<JumpFigures> of(
      BaselineState state,
      Current current,
      Exclusion exclusion,
      Observation observation,
      KeyHistory history,
      double a,
      double variance) {
    for (var ancestor : observation.subject().lineage()) {
      int base = latest(state, history, ancestor);
      if (base >= 0 && !ancestor.equals(observation.subject().id())) {
        return Optional.of(
            figures(state, current, exclusion, observation, history, a, variance, ancestor, base));
      }
    }
    return Optional.empty();
  }

  private static int latest(BaselineState state, KeyHistory history, String model) {
    int number = state.rows().models.find(model);
    int latest = -1;
    if (number < 0) {
      return latest;
    }
    var revisions = state.rows().revisionsOf(number);
    for (int i = 0; i < revisions.size(); i++) {
      int slot = history.slotOf(revisions.get(i));
      if (slot >= 0 && (latest < 0 || slot > history.slotOf(latest))) {
        latest = revisions.get(i);
      }
    }
    return latest;
  }

  private static JumpFigures figures(
      BaselineState state,
      Current current,
      Exclusion exclusion,
      Observation observation,
      KeyHistory history,
      double a,
      double variance,
      String ancestor,
      int base) {
    int slot = history.slotOf(base);
    double step = a - history.a(slot);
    double usual = history.stored().jump.median(exclusion::own);
    double mad = history.stored().jump.spread(usual, exclusion::own);
    var fit = history.fit(state.prefix(), state.rows());
    double measured =
        fit.variance(variance, observation.fixedVariance())
            + fit.variance(history.variance(slot), false);
    double spread = StrictMath.sqrt(StrictMath.max(mad * mad + measured, 1e-12));
    boolean enough = history.stored().jump.size() >= NEEDED && !Double.isNaN(spread);
    double others = current.otherSteps(base, observation.protocol().benchmark());
    return new JumpFigures(
        observation.protocol(),
        ancestor,
        history.position(slot),
        step,
        usual,
        spread,
        enough ? (step - usual) / spread : Double.NaN,
        others,
        enough ? (step - others) / spread : Double.NaN,
        history.stored().jump.size());
  }
}

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
    for (var ancestor : observation.subject().nearestAncestors()) {
      int base = latest(state, history, ancestor);
      if (base >= 0 && !ancestor.equals(observation.subject().id())) {
        return Optional.of(
            figures(state, current, exclusion, observation, history, a, variance, ancestor, base));
      }
    }
    return Optional.empty();
  }

  /** The row of the model's latest result, −1 without any; by the shorter of two ways. */
  private static int latest(BaselineState state, KeyHistory history, String model) {
    int number = state.rows().models.find(model);
    if (number < 0) {
      return -1;
    }
    var revisions = state.rows().revisionsOf(number);
    return history.slots() < revisions.size()
        ? latestSlot(state, history, number)
        : latestRevision(history, revisions);
  }

  private static int latestSlot(BaselineState state, KeyHistory history, int model) {
    for (int slot = history.slots() - 1; slot >= 0; slot--) {
      if (!history.dead(slot) && state.rows().get(history.row(slot)).model == model) {
        return history.row(slot);
      }
    }
    return -1;
  }

  private static int latestRevision(KeyHistory history, Ints revisions) {
    int latest = -1;
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

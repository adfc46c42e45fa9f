package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/** Finds the best earlier value among peers. */
final class BestFinder {
  private BestFinder() {}

  static @Nullable BestFigures of(Peers peers, Fit fit, double a, double variance) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < peers.count; i++) {
      int slot = peers.slots[i];
      double value = peers.history.a(slot);
      if (best < 0 || value > highest) {
        best = slot;
        highest = value;
      }
    }
    if (best < 0) {
      return null;
    }
    double error = StrictMath.sqrt(variance + fit.variance(peers.history.variance(best), false));
    return new BestFigures(peers.history.position(best), peers.history.a(best), error);
  }
}

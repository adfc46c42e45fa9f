package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/** Finds the best earlier value among peers. */
final class BestFinder {
  private BestFinder() {}

  static @Nullable BestFigures of(Peers peers, double a, double variance) {
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
    double own = Double.isNaN(variance) ? 0 : variance;
    double other = peers.history.variance(best);
    double error = StrictMath.sqrt(own + (Double.isNaN(other) ? 0 : other));
    return new BestFigures(peers.history.position(best), peers.history.a(best), error);
  }
}

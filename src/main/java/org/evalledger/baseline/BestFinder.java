package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/** Finds the best earlier value among peers. */
final class BestFinder {
  private BestFinder() {}

  static @Nullable BestFigures of(Peers peers, double a, double variance) {
    int best = -1;
    for (int i = 0; i < peers.count; i++) {
      int slot = peers.slots[i];
      if (best < 0 || peers.history.a(slot) > peers.history.a(best)) {
        best = slot;
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

package org.evalledger.baseline;

import java.util.function.IntToDoubleFunction;

/**
 * The nearest models by profile. No organisation gives more than an eighth of them, so that nobody
 * surrounds a rival with models of its own making.
 */
final class Neighbourhood {
  /** The fewest a regression rests on. */
  static final int LEAST = 12;

  static final int MOST = 80;
  static final double SHARE = 0.6;
  private static final int PER_ORGANISATION = 8;

  private final int[] peers;
  private final double[] distances;
  private int count;

  private Neighbourhood(int k) {
    peers = new int[k];
    distances = new double[k];
  }

  /**
   * Chooses among the peers with a distance.
   *
   * @param squared squared distance of a peer, NaN for those that cannot be compared
   * @param candidates how many can
   */
  static Neighbourhood of(Peers peers, IntToDoubleFunction squared, int candidates) {
    int k = StrictMath.max(LEAST, StrictMath.min(MOST, (int) (SHARE * candidates)));
    var chosen = new Neighbourhood(k);
    chosen.choose(peers, squared, StrictMath.min(candidates, 2 * k));
    if (chosen.count < k && candidates > 2 * k) {
      chosen.count = 0;
      chosen.choose(peers, squared, candidates);
    }
    return chosen;
  }

  private void choose(Peers peers, IntToDoubleFunction squared, int among) {
    var nearest = new Nearest(among);
    for (int i = 0; i < peers.count; i++) {
      double distance = squared.applyAsDouble(i);
      if (!Double.isNaN(distance)) {
        nearest.offer(distance, i);
      }
    }
    nearest.sort();
    int most = StrictMath.max(2, (peers() + PER_ORGANISATION - 1) / PER_ORGANISATION);
    var organisations = new int[peers()];
    for (int i = 0; i < nearest.size() && count < peers(); i++) {
      int organisation = peers.history.counted(peers.slots[nearest.item(i)]);
      if (held(organisations, organisation) < most) {
        organisations[count] = organisation;
        this.peers[count] = nearest.item(i);
        distances[count++] = StrictMath.sqrt(nearest.key(i));
      }
    }
  }

  private int held(int[] organisations, int organisation) {
    int held = 0;
    for (int i = 0; i < count; i++) {
      held += organisations[i] == organisation ? 1 : 0;
    }
    return held;
  }

  private int peers() {
    return peers.length;
  }

  int count() {
    return count;
  }

  /** The i-th nearest, as its place among the peers. */
  int peer(int i) {
    return peers[i];
  }

  /** (1 − (d/d_k)³)³ + 0.001. */
  double tricube(int i) {
    double farthest = StrictMath.max(distances[count - 1], 1e-12);
    double share = distances[i] / farthest;
    double inner = 1 - share * share * share;
    return inner * inner * inner + 0.001;
  }
}

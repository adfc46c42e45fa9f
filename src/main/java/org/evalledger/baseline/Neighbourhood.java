package org.evalledger.baseline;

import java.util.function.IntToDoubleFunction;

/**
 * The nearest models by profile. No organisation gives more than an eighth of them, so that nobody
 * surrounds a rival with models of its own making; nor does a collector more than a quarter by
 * namespaces that nobody owns, as long as others' models fill the rest.
 */
final class Neighbourhood {
  /** The fewest a regression rests on. */
  static final int LEAST = 12;

  static final int MOST = 80;
  static final double SHARE = 0.6;
  private static final int PER_ORGANISATION = 8;
  private static final int PER_COLLECTOR = 4;

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
    if (!chosen.choose(peers, squared, StrictMath.min(candidates, 2 * k)) && candidates > 2 * k) {
      chosen.choose(peers, squared, candidates);
    }
    return chosen;
  }

  /** Chooses among so many of each kind; false where more of them might be chosen otherwise. */
  private boolean choose(Peers peers, IntToDoubleFunction squared, int among) {
    var owned = new Nearest(among);
    var unowned = new Nearest(among);
    for (int i = 0; i < peers.count; i++) {
      double distance = squared.applyAsDouble(i);
      if (!Double.isNaN(distance)) {
        (peers.history.collector(peers.slots[i]) < 0 ? owned : unowned).offer(distance, i);
      }
    }
    var nearest = Nearest.of(owned, unowned);
    var taken = new boolean[nearest.size()];
    int capped = take(peers, nearest, taken, Cap.ceil(k(), PER_COLLECTOR));
    int all = capped < k() ? take(peers, nearest, taken, k()) : capped;
    keep(nearest, taken);
    return all == k() && (capped == k() || owned.size() < among);
  }

  /** Takes the nearest that organisations and collectors still may give; how many are taken. */
  private int take(Peers peers, Nearest nearest, boolean[] taken, int mostOfCollector) {
    var organisations = new Cap(StrictMath.max(2, Cap.ceil(k(), PER_ORGANISATION)), k());
    var collectors = new Cap(mostOfCollector, k());
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) {
        organisations.take(peers.history.counted(peers.slots[nearest.item(i)]));
      }
    }
    for (int i = 0; i < taken.length && organisations.taken() < k(); i++) {
      int slot = peers.slots[nearest.item(i)];
      int organisation = peers.history.counted(slot);
      int collector = peers.history.collector(slot);
      if (!taken[i]
          && organisations.mayTake(organisation)
          && (collector < 0 || collectors.mayTake(collector))) {
        organisations.take(organisation);
        collectors.take(collector);
        taken[i] = true;
      }
    }
    return organisations.taken();
  }

  private void keep(Nearest nearest, boolean[] taken) {
    count = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) {
        peers[count] = nearest.item(i);
        distances[count++] = StrictMath.sqrt(nearest.key(i));
      }
    }
  }

  /** How many each of a few may give. */
  private static final class Cap {
    private final int most;
    private final int[] takers;
    private int taken;

    Cap(int most, int k) {
      this.most = most;
      this.takers = new int[k];
    }

    static int ceil(int of, int share) {
      return (of + share - 1) / share;
    }

    boolean mayTake(int whose) {
      int held = 0;
      for (int i = 0; i < taken; i++) {
        held += takers[i] == whose ? 1 : 0;
      }
      return held < most;
    }

    void take(int whose) {
      takers[taken++] = whose;
    }

    int taken() {
      return taken;
    }
  }

  private int k() {
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

package org.evalledger.baseline;

import java.util.LinkedHashMap;

/**
 * The peers of one statement's results by history. Those of the last few histories are kept: the
 * results of a statement are mostly of few benchmarks, and those of all would be too much to hold.
 */
final class PeersByKey {
  static final int KEPT = 32;

  private final Exclusion exclusion;
  private final LinkedHashMap<KeyHistory, Peers> kept = new LinkedHashMap<>(16, 0.75f, true);

  PeersByKey(Exclusion exclusion) {
    this.exclusion = exclusion;
  }

  Peers of(KeyHistory history) {
    var known = kept.get(history);
    if (known != null) {
      return known;
    }
    var peers = Peers.of(history, exclusion);
    kept.put(history, peers);
    if (kept.size() > KEPT) {
      kept.pollFirstEntry();
    }
    return peers;
  }
}

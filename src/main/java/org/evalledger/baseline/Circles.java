package org.evalledger.baseline;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * With whom one statement's results are compared: those under the same protocol where these stand
 * for enough, else those of the benchmark. An organisation stands for eight of the thirty at most,
 * and so does one collector's in namespaces that nobody owns: filters and namespaces are free, and
 * who fills a protocol with its own is not to be compared under it alone. Where the wider circle
 * stands for no more, the nearer one is the better.
 *
 * <p>The peers of the last few histories are kept: the results of a statement are mostly of few
 * benchmarks, and those of all would be too much to hold.
 */
final class Circles {
  static final int KEPT = 32;

  private final Exclusion exclusion;
  private final LinkedHashMap<KeyHistory, Peers> kept = new LinkedHashMap<>(16, 0.75f, true);

  Circles(Exclusion exclusion) {
    this.exclusion = exclusion;
  }

  Peers peers(KeyHistory history) {
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

  /** The circle to compare with; null where nobody is in any. */
  @Nullable Circle of(@Nullable KeyHistory protocol, @Nullable KeyHistory benchmark) {
    if (protocol != null
        && protocol != benchmark
        && peers(protocol).count >= Peers.NEEDED
        && stands(protocol, benchmark, exclusion)) {
      return new Circle(peers(protocol), PeerLevel.PROTOCOL);
    }
    return wide(benchmark);
  }

  /** The wider circle; null where nobody is in it. */
  @Nullable Circle wide(@Nullable KeyHistory benchmark) {
    return benchmark == null || peers(benchmark).count == 0
        ? null
        : new Circle(peers(benchmark), PeerLevel.BENCHMARK);
  }

  /** Whether the nearer history stands for enough, or the wider one does not either. */
  static boolean stands(KeyHistory protocol, @Nullable KeyHistory benchmark, Exclusion exclusion) {
    return exclusion.standing(protocol) >= Peers.NEEDED
        || benchmark == null
        || exclusion.standing(benchmark) < Peers.NEEDED;
  }
}

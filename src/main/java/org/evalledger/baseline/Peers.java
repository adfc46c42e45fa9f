package org.evalledger.baseline;

import java.util.Arrays;

/** The slots of one history that a result is compared with, and their weights. */
final class Peers {
  /** Under so many, a wider circle is asked. */
  static final int NEEDED = 30;

  final KeyHistory history;
  int[] slots;

  /** The row of each of {@link #slots}. */
  int[] rows;

  double[] weights;
  int count;
  int sized;
  int[] own = new int[8];
  int ownCount;

  private Peers(KeyHistory history) {
    this.history = history;
    this.slots = new int[history.live()];
    this.rows = new int[history.live()];
    this.weights = new double[history.live()];
  }

  static Peers of(KeyHistory history, Exclusion exclusion) {
    var peers = new Peers(history);
    var once = exclusion.once(history);
    for (int slot = 0; slot < history.slots(); slot++) {
      if (exclusion.own(history, slot)) {
        peers.leaveOut(slot);
      } else if (!history.dead(slot) && once.counts(history.row(slot))) {
        peers.take(slot, history.row(slot));
      }
    }
    return peers;
  }

  private void leaveOut(int slot) {
    if (ownCount == own.length) {
      own = Arrays.copyOf(own, 2 * ownCount);
    }
    own[ownCount++] = slot;
  }

  private void take(int slot, int row) {
    slots[count] = slot;
    rows[count] = row;
    weights[count++] = history.weight(slot);
    sized += history.sizeClass(slot) >= 0 ? 1 : 0;
  }
}

package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Families of near-copies, each of which counts once: rows that are at most 0.02 apart in a on
 * every benchmark both have, and at least three of them. One row is the family's head. It stays
 * head as long as the others are near to it, whatever changes; where two heads come near each
 * other, the one that had three of the shared results first goes on as head, so that nobody
 * displaces a model by a copy of it that was planted later.
 */
final class NearCopies {
  static final double RADIUS = 0.02;
  static final int SHARED = 3;

  /** A row is compared by so many of its benchmarks, those with most models. */
  static final int MOST_KEYS = 64;

  /** So many rows that left a family look for another one at a time; further ones stand alone. */
  private static final int MOST_SEARCHES = 64;

  private final ModelRows rows;
  private final Histories histories;
  private final AggregateKeys keys;

  /** The histories of protocols, aggregates alone, that a row has a live result in. */
  interface AggregateKeys {
    /** In the order of their numbers, one a benchmark. */
    Ints of(int row);
  }

  NearCopies(ModelRows rows, Histories histories, AggregateKeys keys) {
    this.rows = rows;
    this.histories = histories;
    this.keys = keys;
  }

  /** Decides again for a changed row, and for those that were copies of it. */
  void update(int row) {
    var compared = compared(row);
    var near = near(row, compared);
    var released = new ArrayList<Integer>();
    releaseAll(row, near, released);
    int former = rows.copyOf(row);
    if (former < 0 || !near[former]) {
      rows.copy(row, olderHead(row, near, compared));
    }
    if (rows.copyOf(row) < 0) {
      takeOver(row, near, released);
    } else {
      releaseAll(row, new boolean[0], released);
    }
    released.stream()
        .filter(one -> rows.copyOf(one) < 0)
        .limit(MOST_SEARCHES)
        .forEach(one -> rows.copy(one, anyHead(one)));
  }

  /** Lets go of those copies of {@code row} that are not near it any more. */
  private void releaseAll(int row, boolean[] near, List<Integer> released) {
    var copies = new Ints();
    rows.get(row).copies.addTo(copies);
    for (int i = 0; i < copies.size(); i++) {
      int copy = copies.get(i);
      if (copy >= near.length || !near[copy]) {
        rows.copy(copy, -1);
        released.add(copy);
      }
    }
  }

  /** The first near head that had the shared results before {@code row}, −1 for none. */
  private int olderHead(int row, boolean[] near, Ints compared) {
    for (int other = 0; other < near.length; other++) {
      if (near[other] && rows.copyOf(other) < 0 && before(other, row, compared)) {
        return other;
      }
    }
    return -1;
  }

  /** Near heads that are younger become copies of {@code row}; their own copies are let go. */
  private void takeOver(int row, boolean[] near, List<Integer> released) {
    for (int other = 0; other < near.length; other++) {
      if (near[other] && rows.copyOf(other) < 0) {
        rows.copy(other, row);
        releaseAll(other, new boolean[0], released);
      }
    }
  }

  private int anyHead(int row) {
    var near = near(row, compared(row));
    for (int other = 0; other < near.length; other++) {
      if (near[other] && rows.copyOf(other) < 0) {
        return other;
      }
    }
    return -1;
  }

  /** Whether {@code one} had three of the results that both have before {@code other} had. */
  private boolean before(int one, int other, Ints compared) {
    var first = new ArrayList<Position>();
    var second = new ArrayList<Position>();
    for (int i = 0; i < compared.size(); i++) {
      var history = histories.get(compared.get(i));
      int slot = history.slotOf(one);
      if (slot >= 0) {
        first.add(history.position(slot));
        second.add(history.position(history.slotOf(other)));
      }
    }
    first.sort(Comparator.naturalOrder());
    second.sort(Comparator.naturalOrder());
    return first.get(SHARED - 1).compareTo(second.get(SHARED - 1)) < 0;
  }

  /** At most 64 histories to compare a row by: those with most models, by number where equal. */
  Ints compared(int row) {
    var all = keys.of(row);
    var order = new Integer[all.size()];
    Arrays.setAll(order, all::get);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(key -> -histories.get(key).live())
            .thenComparingInt(key -> key));
    var most = new Ints();
    for (int i = 0; i < StrictMath.min(MOST_KEYS, order.length); i++) {
      most.add(order[i]);
    }
    return most;
  }

  /** By row: whether it is near {@code row}, which itself is not. */
  private boolean[] near(int row, Ints compared) {
    int n = rows.size();
    var shared = new byte[n];
    var apart = new boolean[n];
    for (int i = 0; i < compared.size(); i++) {
      compare(row, histories.get(compared.get(i)).column(), shared, apart);
    }
    var near = new boolean[n];
    for (int other = 0; other < n; other++) {
      near[other] = shared[other] >= SHARED && !apart[other] && other != row;
    }
    return near;
  }

  private static void compare(int row, Column column, byte[] shared, boolean[] apart) {
    double own = column.get(row);
    for (int number = 0; number < column.pageCount(); number++) {
      var page = column.page(number);
      int from = number * Column.PAGE;
      int to = StrictMath.min(shared.length - from, Column.PAGE);
      for (int i = 0; page != null && i < to; i++) {
        double off = StrictMath.abs(page[i] - own);
        apart[from + i] |= off > RADIUS;
        shared[from + i] += off <= RADIUS ? (byte) 1 : 0;
      }
    }
  }
}

package org.evalledger.baseline;

import java.util.List;

/**
 * Finds the row that a row is a near-copy of: at most 0.02 apart in a on every benchmark both have,
 * and at least three of them. A family of near-copies counts once.
 */
final class NearCopies {
  static final double RADIUS = 0.02;
  static final int SHARED = 3;

  private final ModelRows rows;
  private final List<KeyHistory> histories;

  NearCopies(ModelRows rows, List<KeyHistory> histories) {
    this.rows = rows;
    this.histories = histories;
  }

  /** Decides again for a changed row, and for those that were copies of it. */
  void update(int row, AggregateKeys keys) {
    var released = rows.get(row).copies;
    var former = new Ints();
    released.addTo(former);
    for (int i = 0; i < former.size(); i++) {
      rows.copy(former.get(i), -1);
    }
    decide(row, keys.of(row));
    for (int i = 0; i < former.size(); i++) {
      decide(former.get(i), keys.of(former.get(i)));
    }
  }

  /** The histories of protocols, aggregates alone, that a row has a live result in. */
  interface AggregateKeys {
    Ints of(int row);
  }

  private void decide(int row, Ints keys) {
    rows.copy(row, keys.size() < SHARED ? -1 : first(row, keys));
  }

  private int first(int row, Ints keys) {
    int n = rows.size();
    var shared = new byte[n];
    var apart = new boolean[n];
    for (int i = 0; i < keys.size(); i++) {
      compare(row, histories.get(keys.get(i)).column(), shared, apart);
    }
    for (int other = 0; other < n; other++) {
      if (shared[other] >= SHARED && !apart[other] && other != row && rows.copyOf(other) < 0) {
        return other;
      }
    }
    return -1;
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
        if (off <= RADIUS && shared[from + i] < Byte.MAX_VALUE) {
          shared[from + i]++;
        }
      }
    }
  }
}

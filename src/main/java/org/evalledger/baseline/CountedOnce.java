package org.evalledger.baseline;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Lets one of each family of near-copies through, as a history's slots are gone through in their
 * order: the head where it has a result there, else the first copy that has. A head without one
 * stands for nobody.
 */
final class CountedOnce {
  private final KeyHistory history;
  private final ModelRows rows;
  private final IntPredicate leftOut;
  private final BitSet represented = new BitSet();

  /** Of the rows that are not {@code leftOut}. */
  CountedOnce(KeyHistory history, ModelRows rows, IntPredicate leftOut) {
    this.history = history;
    this.rows = rows;
    this.leftOut = leftOut;
  }

  /** Whether the next live {@code row}, not left out itself, has a say of its own. */
  boolean counts(int row) {
    int head = rows.copyOf(row);
    if (head < 0) {
      return true;
    }
    boolean headStands = history.slotOf(head) >= 0 && !leftOut.test(head);
    if (headStands || represented.get(head)) {
      return false;
    }
    represented.set(head);
    return true;
  }
}

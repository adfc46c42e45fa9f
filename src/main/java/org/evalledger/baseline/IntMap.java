package org.evalledger.baseline;

import java.util.Arrays;

/**
 * Ints by a number that is not negative, as rows and organisations are: open addressing, so that a
 * few of very many numbers cost a few cells. Looked up and never gone through: nothing depends on
 * the order of its cells.
 */
final class IntMap {
  private static final int LEAST = 4;
  private static final int SPREAD = 0x9E3779B9;
  private static final int FREE = -1;

  private int[] keys = new int[0];
  private int[] values = new int[0];
  private int used;

  /** The value of {@code key}, or {@code none} where it has none. */
  int getOr(int key, int none) {
    if (keys.length == 0) {
      return none;
    }
    int at = place(key);
    return keys[at] == key ? values[at] : none;
  }

  void put(int key, int value) {
    if (key < 0) {
      throw new IllegalArgumentException("negative number " + key);
    }
    if (2 * (used + 1) > keys.length) {
      rehash(StrictMath.max(LEAST, 2 * keys.length));
    }
    int at = place(key);
    if (keys[at] == FREE) {
      keys[at] = key;
      used++;
    }
    values[at] = value;
  }

  /** Takes the value of {@code key} away, moving those up that stand behind it. */
  void remove(int key) {
    if (keys.length == 0) {
      return;
    }
    int gap = place(key);
    if (keys[gap] == FREE) {
      return;
    }
    keys[gap] = FREE;
    used--;
    int mask = keys.length - 1;
    for (int at = (gap + 1) & mask; keys[at] != FREE; at = (at + 1) & mask) {
      int moved = keys[at];
      int value = values[at];
      keys[at] = FREE;
      int to = place(moved);
      keys[to] = moved;
      values[to] = value;
    }
  }

  /** Where {@code key} stands, or the free cell where it would. */
  private int place(int key) {
    int mask = keys.length - 1;
    int at = (key * SPREAD) >>> Integer.numberOfLeadingZeros(mask) & mask;
    while (keys[at] != key && keys[at] != FREE) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void rehash(int to) {
    var formerKeys = keys;
    var formerValues = values;
    keys = new int[to];
    values = new int[to];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < formerKeys.length; i++) {
      if (formerKeys[i] != FREE) {
        int at = place(formerKeys[i]);
        keys[at] = formerKeys[i];
        values[at] = formerValues[i];
      }
    }
  }

  /** How many cells it takes up. */
  int cells() {
    return keys.length;
  }
}

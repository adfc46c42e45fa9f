package org.evalledger.baseline;

import java.util.List;

/** Keeps the k smallest of many keys with their items; equal keys in the order of the items. */
final class Nearest {
  private final double[] keys;
  private final int[] items;
  private int size;

  Nearest(int capacity) {
    keys = new double[capacity];
    items = new int[capacity];
  }

  /** All that two others hold, sorted. */
  static Nearest of(Nearest one, Nearest other) {
    var both = new Nearest(one.size + other.size);
    for (var nearest : List.of(one, other)) {
      for (int i = 0; i < nearest.size; i++) {
        both.offer(nearest.keys[i], nearest.items[i]);
      }
    }
    both.sort();
    return both;
  }

  /** Offers one; a heap with the largest on top decides in one comparison for most. */
  void offer(double key, int item) {
    if (size < keys.length) {
      keys[size] = key;
      items[size] = item;
      up(size++);
    } else if (before(key, item, keys[0], items[0])) {
      keys[0] = key;
      items[0] = item;
      down(0, size);
    }
  }

  private static boolean before(double key, int item, double otherKey, int otherItem) {
    return key < otherKey || (key == otherKey && item < otherItem);
  }

  private void up(int from) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!before(keys[parent], items[parent], keys[at], items[at])) {
        return;
      }
      swap(parent, at);
      at = parent;
    }
  }

  private void down(int from, int end) {
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child >= end) {
        return;
      }
      if (child + 1 < end && before(keys[child], items[child], keys[child + 1], items[child + 1])) {
        child++;
      }
      if (!before(keys[at], items[at], keys[child], items[child])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int i, int j) {
    double key = keys[i];
    keys[i] = keys[j];
    keys[j] = key;
    int item = items[i];
    items[i] = items[j];
    items[j] = item;
  }

  /** Sorts what is held, smallest first; nothing can be offered afterwards. */
  void sort() {
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      down(0, end);
    }
  }

  int size() {
    return size;
  }

  double key(int at) {
    return keys[at];
  }

  int item(int at) {
    return items[at];
  }
}

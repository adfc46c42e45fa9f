package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A growing list of ints. */
final class Ints {
  private int[] values;
  private int size;

  Ints() {
    this(new int[4], 0);
  }

  private Ints(int[] values, int size) {
    this.values = values;
    this.size = size;
  }

  int size() {
    return size;
  }

  int get(int at) {
    return values[at];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size + 4);
    }
    values[size++] = value;
  }

  /** Sets {@code at}, growing with {@code fill} up to it. */
  void put(int at, int value, int fill) {
    while (size <= at) {
      add(fill);
    }
    values[at] = value;
  }

  /** The value at {@code at}, or {@code none} beyond the end. */
  int getOr(int at, int none) {
    return at < size ? values[at] : none;
  }

  boolean contains(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Takes the first {@code value} out, keeping the order of the others. */
  void remove(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        System.arraycopy(values, i + 1, values, i, size - i - 1);
        size--;
        return;
      }
    }
  }

  /** Adds all of these to {@code other}. */
  void addTo(Ints other) {
    for (int i = 0; i < size; i++) {
      other.add(values[i]);
    }
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, values, size);
  }

  static Ints read(DataInput in) throws IOException {
    var values = Codec.readInts(in);
    return new Ints(values, values.length);
  }
}

package org.evalledger.merkle;

/**
 * How many leaves a tree has.
 *
 * @param value 0 to 2^63−1; C2SP allows 2^64−1, which no log reaches
 */
public record TreeSize(long value) implements Comparable<TreeSize> {
  /** No leaf yet. */
  public static final TreeSize EMPTY = new TreeSize(0);

  public TreeSize {
    if (value < 0) {
      throw new IllegalArgumentException("negative tree size " + value);
    }
  }

  /** The size after {@code leaves} more. */
  public TreeSize plus(long leaves) {
    return new TreeSize(Math.addExact(value, leaves));
  }

  /** Whether a tree of this size has a leaf at zero-based {@code index}. */
  public boolean contains(long index) {
    return index >= 0 && index < value;
  }

  @Override
  public int compareTo(TreeSize other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

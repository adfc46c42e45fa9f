package org.evalledger.statement;

/**
 * Zero-based position of an entry in the log; dense, below the tree size.
 *
 * @param value at least 0, at most 2^40 - 1 (the bound of C2SP tlog-tiles)
 */
public record EntryIndex(long value) implements Comparable<EntryIndex> {
  /** The largest index a log can hold. */
  public static final long MAX = (1L << 40) - 1;

  public EntryIndex {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("entry index %d, want 0 to %d".formatted(value, MAX));
    }
  }

  @Override
  public int compareTo(EntryIndex other) {
    return Long.compare(value, other.value);
  }
}

package org.evalledger.baseline;

/**
 * Where a result stands in the log.
 *
 * @param index zero-based index of its entry
 * @param result zero-based position within the entry
 */
public record Position(long index, int result) implements Comparable<Position> {
  public Position {
    if (index < 0 || result < 0) {
      throw new IllegalArgumentException("negative position (%d, %d)".formatted(index, result));
    }
  }

  @Override
  public int compareTo(Position other) {
    int byIndex = Long.compare(index, other.index);
    return byIndex != 0 ? byIndex : Integer.compare(result, other.result);
  }
}

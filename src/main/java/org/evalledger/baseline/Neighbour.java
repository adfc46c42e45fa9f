package org.evalledger.baseline;

/**
 * A result that one was compared with.
 *
 * @param position where it stands
 * @param a its value on the common scale
 * @param log2Billions log2 of its model's size in billions; NaN when unknown
 */
public record Neighbour(Position position, double a, double log2Billions) {
  static Neighbour of(KeyHistory history, int slot) {
    return new Neighbour(history.position(slot), history.a(slot), history.size(slot));
  }
}

package org.evalledger.baseline;

/**
 * The best earlier value under the same protocol; on the scale of a.
 *
 * @param position where it stands
 * @param a its value
 * @param standardError of the difference to the result at hand
 */
public record BestFigures(Position position, double a, double standardError) {}

package org.evalledger.baseline;

/**
 * How a whole model stands to its size.
 *
 * @param benchmarks over how many benchmarks, at most 20
 * @param mean of its z by size over them
 */
public record GeneralScore(int benchmarks, double mean) {
  /** More benchmarks than this do not count: padding hides nothing. */
  public static final int MOST = 20;
}

package org.evalledger.catalogue;

import java.util.List;

/**
 * How much there is.
 *
 * @param models that somebody spoke about
 * @param benchmarks that are registered
 * @param submitters with a key
 * @param measured benchmarks with results, those with most models first, 40 at most
 */
public record Totals(
    long models, long benchmarks, long submitters, List<MeasuredBenchmark> measured) {
  public Totals {
    measured = List.copyOf(measured);
  }
}

package org.evalledger.suspicion;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which an inbox is read: Benjamini and Hochberg's adjusted p-values (1995), q of the
 * i-th smallest p being the least p_j·m/j over j ≥ i. It orders, and decides nothing.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /** The adjusted p-value of each of {@code p}, in their order. */
  public static double[] adjusted(double[] p) {
    List<Integer> order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]).thenComparingInt(i -> i))
            .toList();
    var adjusted = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank > 0; rank--) {
      int i = order.get(rank - 1);
      least = StrictMath.min(least, p[i] * p.length / rank);
      adjusted[i] = least;
    }
    return adjusted;
  }
}

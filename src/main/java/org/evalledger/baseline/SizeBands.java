package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The band of {@link SizeBand} at any number of sizes: the points are sorted once, and a weight is
 * computed once for each size that there is, since thousands of models share some hundred sizes.
 */
public final class SizeBands {
  private static final List<String> SHARES = List.of("0.1", "0.25", "0.5", "0.75", "0.9");
  private static final int NAMED = 10;

  /** The smallest value first. */
  private final List<SizeBand.Point> sorted;

  /** Sizes in octaves (log2 of billions), each once. */
  private final double[] sizes;

  /** Of each point in {@code sorted} the position of its size in {@code sizes}. */
  private final int[] sizeOf;

  /** Prepares {@code points}: one result of each model revision. */
  public SizeBands(List<SizeBand.Point> points) {
    sorted =
        points.stream()
            .sorted(
                Comparator.comparing(SizeBand.Point::value)
                    .thenComparingLong(point -> point.position().index())
                    .thenComparingInt(point -> point.position().result()))
            .toList();
    Map<ParameterCount, Integer> known = new LinkedHashMap<>();
    sizeOf = new int[sorted.size()];
    for (int i = 0; i < sizeOf.length; i++) {
      sizeOf[i] = known.computeIfAbsent(sorted.get(i).parameters(), size -> known.size());
    }
    sizes = known.keySet().stream().mapToDouble(ParameterCount::log2Billions).toArray();
  }

  /** How many points there are. */
  public int size() {
    return sorted.size();
  }

  /** The band at {@code parameters}. */
  public SizeBand at(ParameterCount parameters) {
    double x = parameters.log2Billions();
    double[] weights = weights(x, SizeBaseline.OCTAVES);
    if (noticeable(weights) < SizeBaseline.NOTICED) {
      weights = weights(x, SizeBaseline.WIDE_OCTAVES);
    }
    return new SizeBand(parameters, effective(weights), quantiles(weights), nearest(x));
  }

  private double[] weights(double x, double octaves) {
    var ofSizes = new double[sizes.length];
    for (int i = 0; i < ofSizes.length; i++) {
      double off = (sizes[i] - x) / octaves;
      ofSizes[i] = StrictMath.exp(-0.5 * off * off);
    }
    return Arrays.stream(sizeOf).mapToDouble(size -> ofSizes[size]).toArray();
  }

  private static int noticeable(double[] weights) {
    int noticeable = 0;
    for (double weight : weights) {
      noticeable += weight > SizeBaseline.NOTICEABLE ? 1 : 0;
    }
    return noticeable;
  }

  private static double effective(double[] weights) {
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** Of each share the smallest value up to which that much of the weight lies. */
  private List<SizeBand.Quantile> quantiles(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    var quantiles = new ArrayList<SizeBand.Quantile>();
    if (total <= 0) {
      return quantiles;
    }
    double below = 0;
    int at = -1;
    for (var share : SHARES) {
      double wanted = Double.parseDouble(share) * total;
      while (at < 0 || (below < wanted && at < weights.length - 1)) {
        below += weights[++at];
      }
      quantiles.add(new SizeBand.Quantile(share, sorted.get(at).value()));
    }
    return quantiles;
  }

  /** Of all points only those no farther off than the tenth are put in order. */
  private List<SizeBand.Point> nearest(double x) {
    double[] off = Arrays.stream(sizes).map(size -> StrictMath.abs(size - x)).toArray();
    double[] all = Arrays.stream(sizeOf).mapToDouble(size -> off[size]).toArray();
    double[] ordered = all.clone();
    Arrays.sort(ordered);
    double farthest = ordered.length == 0 ? 0 : ordered[Integer.min(NAMED, ordered.length) - 1];
    return IntStream.range(0, all.length)
        .filter(i -> all[i] <= farthest)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> all[i])
                .thenComparingLong(i -> -sorted.get(i).position().index())
                .thenComparingInt(i -> sorted.get(i).position().result()))
        .limit(NAMED)
        .map(sorted::get)
        .toList();
  }
}

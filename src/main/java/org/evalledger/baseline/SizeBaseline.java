package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * S1: what models of a size score. z = (z_hub + z_ker)/2, where hub is the robust regression of the
 * history on size and time ({@link Fit}) and ker a kernel mean: weights exp(−½((x_k − x)/0.5)²) ·
 * exp(−|t − t_k|/6), x in octaves, t in months.
 */
final class SizeBaseline {
  static final double OCTAVES = 0.5;
  static final double WIDE_OCTAVES = 1;
  static final double NOTICEABLE = 0.01;
  static final int NOTICED = 8;
  private static final int NAMED = 10;

  /** So many are told to those who ask for all that carried weight. */
  static final int MOST_NAMED = 80;

  static final double UPPER = 0.95;
  static final double RECENT_MONTHS = 12;

  /** No spread is taken to be narrower. */
  static final double LEAST_SPREAD = 1e-6;

  /** Under so much weight nobody is near; the squares of smaller ones leave a double. */
  private static final double NOBODY = 1e-100;

  private SizeBaseline() {}

  /** The results that weighed most in the kernel mean, the heaviest first; eighty at most. */
  static List<Neighbour> heaviest(Query query, Peers peers) {
    boolean assumed = Double.isNaN(query.size());
    double size = assumed ? upperSize(query.months(), peers) : query.size();
    return Kernel.near(query, size, peers, MOST_NAMED).named(peers);
  }

  /** Compares; there must be {@link Peers#NEEDED} peers of known size. */
  static SizeFigures of(Query query, Peers peers, Fit fit, PeerLevel level) {
    boolean assumed = Double.isNaN(query.size());
    double size = assumed ? upperSize(query.months(), peers) : query.size();
    double time = fit.within(query.months());
    double hub = fit.expected(peers.history, peers.own, peers.ownCount, size, time);
    double scale = fit.localScale(size);
    double hubSpread =
        StrictMath.max(LEAST_SPREAD, StrictMath.sqrt(scale * scale + query.variance()));
    double zHub = (query.a() - hub) / hubSpread;

    var kernel = Kernel.near(query, size, peers, NAMED);
    if (kernel.sum < NOBODY) {
      return new SizeFigures(
          level, peers.sized, assumed, hub, hubSpread, zHub, hub, hubSpread, zHub, zHub, List.of());
    }
    double kernelSpread = kernel.spread(query.variance());
    double zKernel = (query.a() - kernel.mean()) / kernelSpread;
    return new SizeFigures(
        level,
        peers.sized,
        assumed,
        hub,
        hubSpread,
        zHub,
        kernel.mean(),
        kernelSpread,
        zKernel,
        0.5 * (zHub + zKernel),
        kernel.named(peers));
  }

  /** The 95th percentile of log2 size among models within twelve months, else among all. */
  private static double upperSize(double months, Peers peers) {
    var recent = new double[peers.count];
    var all = new double[peers.count];
    int near = 0;
    int known = 0;
    for (int i = 0; i < peers.count; i++) {
      double size = peers.history.size(peers.slots[i]);
      if (!Double.isNaN(size)) {
        all[known++] = size;
        if (StrictMath.abs(peers.history.months(peers.slots[i]) - months) <= RECENT_MONTHS) {
          recent[near++] = size;
        }
      }
    }
    var from = Arrays.copyOf(near > 0 ? recent : all, near > 0 ? near : known);
    Arrays.sort(from);
    return Medians.quantile(from, from.length, UPPER);
  }

  /** Weighted sums of the differences to the query's own a, which keeps them small and exact. */
  private static final class Kernel {
    private final double a;
    private double sum;
    private double squares;
    private double first;
    private double second;
    private int noticeable;
    private final Nearest heaviest;

    private Kernel(double a, int named) {
      this.a = a;
      this.heaviest = new Nearest(named);
    }

    /** That of those who are near in size and time, or in size where these are few. */
    static Kernel near(Query query, double size, Peers peers, int named) {
      var kernel = of(query, size, peers, OCTAVES, named, true);
      return kernel.noticeable < NOTICED
          ? of(query, size, peers, WIDE_OCTAVES, named, false)
          : kernel;
    }

    private static Kernel of(
        Query query, double size, Peers peers, double octaves, int named, boolean timed) {
      var history = peers.history;
      var bySize = bySize(history, size, octaves);
      double decay = StrictMath.exp(-query.months() / KeyHistory.DECAY_MONTHS);
      double growth = 1 / decay;
      var kernel = new Kernel(query.a(), named);
      for (int i = 0; i < peers.count; i++) {
        int slot = peers.slots[i];
        int sizeClass = history.sizeClass(slot);
        if (sizeClass < 0) {
          continue;
        }
        double weight = bySize[sizeClass];
        if (timed) {
          double then = history.growth(slot);
          weight *= then <= growth ? then * decay : growth / then;
        }
        kernel.add(weight, peers.weights[i], history.a(slot), i);
      }
      return kernel;
    }

    private static double[] bySize(KeyHistory history, double size, double octaves) {
      var table = new double[history.distinctSizes()];
      for (int i = 0; i < table.length; i++) {
        double off = (history.distinctSize(i) - size) / octaves;
        table[i] = StrictMath.exp(-0.5 * off * off);
      }
      return table;
    }

    private void add(double nearness, double say, double value, int peer) {
      double weight = nearness * say;
      double off = value - a;
      sum += weight;
      squares += weight * weight;
      first += weight * off;
      second += weight * off * off;
      noticeable += nearness > NOTICEABLE ? 1 : 0;
      heaviest.offer(-weight, peer);
    }

    double mean() {
      return a + first / sum;
    }

    /** √(V + s² + s²/nₑ), s² corrected by nₑ/(nₑ − 1). */
    double spread(double variance) {
      double effective = sum * sum / squares;
      double mean = first / sum;
      double plain = StrictMath.max(0, second / sum - mean * mean);
      double corrected = plain * effective / StrictMath.max(effective - 1, 0.5);
      double squared = variance + corrected + corrected / effective;
      return StrictMath.max(LEAST_SPREAD, StrictMath.sqrt(squared));
    }

    /** Those that weigh most, whoever weighs nothing aside. */
    List<Neighbour> named(Peers peers) {
      heaviest.sort();
      var named = new ArrayList<Neighbour>();
      for (int i = 0; i < heaviest.size() && heaviest.key(i) < 0; i++) {
        named.add(Neighbour.of(peers.history, peers.slots[heaviest.item(i)]));
      }
      return named;
    }
  }
}

package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.evalledger.evaluation.Distributions;

/**
 * The latest 2,000 figures of one signal and key, by which a new one is judged: prequential
 * conformal p-values with a tail beyond the largest. No organisation holds more than one in 400
 * (three at least), which is a third of the tail at most, and its own are left out when it is
 * judged: nobody sets the yardstick by repetition, neither for a friend nor for a rival. All
 * namespaces that nobody owns count as one organisation of their collector's once others hold a
 * hundred figures: it adds no more, and every figure of somebody else takes the place of one of
 * them.
 */
final class Calibration {
  static final int CAPACITY = 2_000;
  static final int NEEDED = 100;
  static final int SHARE = 400;
  private static final int LEAST_SHARE = 3;
  static final double LEAST_P = 1e-12;

  /**
   * A normal tail that nobody has held against real figures says at most that something is rarer
   * than one in 500: worth watching, and no reviewer's minute.
   */
  static final double UNCALIBRATED_LEAST_P = 0.002;

  static final double LARGEST_P = 0.9;

  private double[] figures = new double[0];
  private int[] organisations = new int[0];
  private int[] collectors = new int[0];
  private long[] indices = new long[0];
  private int[] results = new int[0];
  private int size;

  int size() {
    return size;
  }

  /**
   * Stores a figure as the latest one.
   *
   * @param organisation it counts for
   * @param collector who answers for it where nobody owns the namespace; −1 elsewhere
   */
  void add(double figure, int organisation, int collector, Position position) {
    int most = StrictMath.max(LEAST_SHARE, size / SHARE);
    int crowding = collector >= 0 ? collector : firstCollector();
    if (count(organisations, organisation) >= most) {
      removeAt(first(organisations, organisation));
    } else if (crowding >= 0 && crowds(crowding, collector >= 0 ? most : most + 1)) {
      removeAt(first(collectors, crowding));
    } else if (size == CAPACITY) {
      removeAt(0);
    }
    grow();
    figures[size] = figure;
    organisations[size] = organisation;
    collectors[size] = collector;
    indices[size] = position.index();
    results[size] = position.result();
    size++;
  }

  private boolean crowds(int collector, int most) {
    int held = count(collectors, collector);
    return held >= most && size - held >= NEEDED;
  }

  private int count(int[] of, int whose) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += of[i] == whose ? 1 : 0;
    }
    return count;
  }

  private static int first(int[] of, int whose) {
    int at = 0;
    while (of[at] != whose) {
      at++;
    }
    return at;
  }

  /** Whose is the oldest figure of a namespace that nobody owns, −1 without any. */
  private int firstCollector() {
    for (int i = 0; i < size; i++) {
      if (collectors[i] >= 0) {
        return collectors[i];
      }
    }
    return -1;
  }

  /** Takes the figure of {@code position} out, if it is still held. */
  void remove(Position position) {
    for (int i = 0; i < size; i++) {
      if (indices[i] == position.index() && results[i] == position.result()) {
        removeAt(i);
        return;
      }
    }
  }

  private void removeAt(int at) {
    int moved = size - at - 1;
    System.arraycopy(figures, at + 1, figures, at, moved);
    System.arraycopy(organisations, at + 1, organisations, at, moved);
    System.arraycopy(collectors, at + 1, collectors, at, moved);
    System.arraycopy(indices, at + 1, indices, at, moved);
    System.arraycopy(results, at + 1, results, at, moved);
    size--;
  }

  private void grow() {
    if (size == figures.length) {
      int to = StrictMath.max(4, 2 * size);
      figures = Arrays.copyOf(figures, to);
      organisations = Arrays.copyOf(organisations, to);
      collectors = Arrays.copyOf(collectors, to);
      indices = Arrays.copyOf(indices, to);
      results = Arrays.copyOf(results, to);
    }
  }

  /** The p-value of {@code z} against the figures of others. */
  PValue p(double z, IntPredicate own) {
    int others = 0;
    int reaching = 0;
    for (int i = 0; i < size; i++) {
      if (!own.test(organisations[i])) {
        others++;
        reaching += figures[i] >= z ? 1 : 0;
      }
    }
    if (others < NEEDED) {
      double tail = StrictMath.max(UNCALIBRATED_LEAST_P, Distributions.normalUpperTail(z));
      return new PValue(clip(tail), others, false);
    }
    int above = StrictMath.max(10, (others + 99) / 100);
    if (reaching > above) {
      return new PValue(clip((1.0 + reaching) / (others + 1)), others, true);
    }
    return new PValue(clip(tail(z, above, others, reaching, own)), others, true);
  }

  /**
   * The excesses over a high threshold are taken for exponential, and their mean is known from
   * {@code above} of them only: the excess of one more, divided by it, follows F(2, 2k), whose
   * upper tail is (1 + r/k)^(−k). With exp(−r), as if the mean were known, ten figures that happen
   * to lie close together would call the next one impossible.
   */
  private double tail(double z, int above, int others, int reaching, IntPredicate own) {
    var largest = new double[above + 1];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < size; i++) {
      if (figures[i] > largest[0] && !own.test(organisations[i])) {
        insert(largest, figures[i]);
      }
    }
    double threshold = largest[0];
    double excess = 0;
    for (int i = 1; i <= above; i++) {
      excess += largest[i] - threshold;
    }
    excess /= above;
    if (z <= threshold || excess <= 0) {
      return (1.0 + reaching) / (others + 1);
    }
    double beyond = 1 + (z - threshold) / (above * excess);
    return above / (others + 1.0) * StrictMath.pow(beyond, -above);
  }

  /** Keeps {@code ascending} the largest seen, smallest first. */
  private static void insert(double[] ascending, double value) {
    int at = 0;
    while (at + 1 < ascending.length && ascending[at + 1] < value) {
      ascending[at] = ascending[at + 1];
      at++;
    }
    ascending[at] = value;
  }

  /** Held within what can be combined. */
  static double clip(double p) {
    return StrictMath.clamp(p, LEAST_P, LARGEST_P);
  }

  /** The median of all figures, NaN when there are none. */
  double median() {
    if (size == 0) {
      return Double.NaN;
    }
    return Medians.median(Arrays.copyOf(figures, size), ones(size), size);
  }

  /** The median of the figures of others, NaN when there are none. */
  double median(IntPredicate own) {
    var kept = kept(own);
    return kept.length == 0 ? Double.NaN : Medians.median(kept, ones(kept.length), kept.length);
  }

  /** 1.4826 times the median distance of the figures of others from {@code centre}. */
  double spread(double centre, IntPredicate own) {
    var kept = kept(own);
    for (int i = 0; i < kept.length; i++) {
      kept[i] = StrictMath.abs(kept[i] - centre);
    }
    return kept.length == 0
        ? Double.NaN
        : Medians.MAD_TO_SD * Medians.median(kept, ones(kept.length), kept.length);
  }

  private double[] kept(IntPredicate own) {
    var kept = new double[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (!own.test(organisations[i])) {
        kept[n++] = figures[i];
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static double[] ones(int n) {
    var ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, figures, size);
    Codec.write(out, organisations, size);
    Codec.write(out, collectors, size);
    Codec.write(out, indices, size);
    Codec.write(out, results, size);
  }

  static Calibration read(DataInput in) throws IOException {
    var calibration = new Calibration();
    calibration.figures = Codec.readDoubles(in);
    calibration.organisations = Codec.readInts(in);
    calibration.collectors = Codec.readInts(in);
    calibration.indices = Codec.readLongs(in);
    calibration.results = Codec.readInts(in);
    calibration.size = calibration.figures.length;
    return calibration;
  }
}

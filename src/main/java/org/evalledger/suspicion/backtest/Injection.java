package org.evalledger.suspicion.backtest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Planted inflation: a share of the entries is raised by some points of 100, on one benchmark each
 * or on all. What is planted could have been printed: the raised value is again a whole number of
 * items, with as many decimals as before, so that arithmetic gives nothing away.
 *
 * @param points of 100
 * @param share of the entries, 0 to 1
 * @param seed which entries and benchmarks
 * @param wholeModel whether all benchmarks of an entry are raised
 * @param madeUp whether the raised values end in digits that nobody counted
 * @param staying whether raised rows stay in the history; else the honest ones are folded in, as if
 *     each was found out
 */
public record Injection(
    BigDecimal points,
    double share,
    long seed,
    boolean wholeModel,
    boolean madeUp,
    boolean staying) {
  /** Reads {@code POINTS:SHARE:SEED[:model][:digits][:stay]}. */
  public static Injection parse(String text) {
    var parts = List.of(text.split(":", -1));
    var words = parts.size() < 3 ? List.of("too few") : parts.subList(3, parts.size());
    if (!List.of("model", "digits", "stay").containsAll(words)) {
      throw new IllegalArgumentException(
          "want POINTS:SHARE:SEED[:model][:digits][:stay], got " + text);
    }
    return new Injection(
        new BigDecimal(parts.get(0)),
        Double.parseDouble(parts.get(1)),
        Long.parseLong(parts.get(2)),
        words.contains("model"),
        words.contains("digits"),
        words.contains("stay"));
  }

  /**
   * The rows of one entry after planting.
   *
   * @param rows some raised
   * @param raised which
   */
  record Planted(List<ScoreRow> rows, List<Boolean> raised) {
    boolean any() {
      return raised.contains(true);
    }
  }

  /** Plants into the entry number {@code i} of a table, or leaves it as it is. */
  Planted into(ScoreTable.Entry entry, int i) {
    boolean chosen = unit(2L * i) < share;
    int one = (int) (unit(2L * i + 1) * entry.rows().size());
    var rows = new ArrayList<ScoreRow>();
    var raised = new ArrayList<Boolean>();
    for (int j = 0; j < entry.rows().size(); j++) {
      var row = entry.rows().get(j);
      boolean plant = chosen && (wholeModel || j == one);
      rows.add(plant ? row.withScore(madeUp ? madeUp(row, i, j) : raised(row)) : row);
      raised.add(plant);
    }
    return new Planted(rows, raised);
  }

  /** Raised to a percentage of two decimals, the last two of which are drawn. */
  private BigDecimal madeUp(ScoreRow row, int i, int j) {
    var maximum = Observations.measure(row).maximum();
    if (maximum == null) {
      return row.score();
    }
    var drawn = BigDecimal.valueOf((long) (100 * unit((1L << 40) + 100L * i + j)), 2);
    var percent =
        row.score()
            .multiply(BigDecimal.valueOf(100))
            .divide(maximum, 0, RoundingMode.FLOOR)
            .add(points)
            .min(BigDecimal.valueOf(99))
            .add(drawn);
    return maximum.compareTo(BigDecimal.ONE) == 0 ? percent.movePointLeft(2) : percent;
  }

  private BigDecimal raised(ScoreRow row) {
    var maximum = Observations.measure(row).maximum();
    if (maximum == null) {
      return row.score();
    }
    var step = points.multiply(maximum).movePointLeft(2);
    var wanted = row.score().add(step).min(maximum);
    var items = row.items();
    if (items == null || !Observations.measure(row).countsItems()) {
      return wanted;
    }
    var n = BigDecimal.valueOf(items);
    var whole = wanted.multiply(n).divide(maximum, 0, RoundingMode.HALF_EVEN);
    return whole.multiply(maximum).divide(n, row.score().scale(), RoundingMode.HALF_EVEN);
  }

  /** A number in [0, 1) from seed and position (SplitMix64's finaliser, Steele et al. 2014). */
  private double unit(long position) {
    long z = seed * 0x9E3779B97F4A7C15L + (position + 1) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }
}

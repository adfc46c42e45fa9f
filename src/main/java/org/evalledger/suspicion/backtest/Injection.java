package org.evalledger.suspicion.backtest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Planted inflation: a share of the entries is raised by some points of 100, on one benchmark each
 * or on all. What is planted could have been printed: the raised value is again a whole number of
 * items, with as many decimals as before, so that arithmetic gives nothing away.
 *
 * @param points of 100
 * @param share of the entries, 0 to 1
 * @param seed which entries and benchmarks
 * @param wholeModel whether all benchmarks of an entry are raised
 */
public record Injection(BigDecimal points, double share, long seed, boolean wholeModel) {
  /** Reads {@code POINTS:SHARE:SEED[:model]}. */
  public static Injection parse(String text) {
    var parts = text.split(":", -1);
    boolean model = parts.length == 4 && parts[3].equals("model");
    if (parts.length != 3 && !model) {
      throw new IllegalArgumentException("want POINTS:SHARE:SEED[:model], got " + text);
    }
    return new Injection(
        new BigDecimal(parts[0]), Double.parseDouble(parts[1]), Long.parseLong(parts[2]), model);
  }

  /**
   * A table with planted rows.
   *
   * @param table all rows, some raised
   * @param raised which: entry id and row number, as {@link #key}
   */
  record Planted(ScoreTable table, Set<String> raised) {}

  static String key(String entry, int row) {
    return entry + '\n' + row;
  }

  Planted into(ScoreTable table) {
    var raised = new HashSet<String>();
    var entries = new ArrayList<ScoreTable.Entry>();
    for (int i = 0; i < table.entries().size(); i++) {
      var entry = table.entries().get(i);
      boolean chosen = unit(2L * i) < share;
      int one = (int) (unit(2L * i + 1) * entry.rows().size());
      var rows = new ArrayList<ScoreRow>();
      for (int j = 0; j < entry.rows().size(); j++) {
        var row = entry.rows().get(j);
        boolean plant = chosen && (wholeModel || j == one);
        rows.add(plant ? row.withScore(raised(row)) : row);
        if (plant) {
          raised.add(key(entry.id(), j));
        }
      }
      entries.add(new ScoreTable.Entry(entry.id(), rows));
    }
    return new Planted(new ScoreTable(List.copyOf(entries)), raised);
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

  /** As it was given. */
  List<String> words() {
    return List.of(
        points.toPlainString() + " points",
        "share " + share,
        "seed " + seed,
        wholeModel ? "whole models" : "one benchmark each");
  }
}

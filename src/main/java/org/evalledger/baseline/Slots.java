package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What one history holds, in plain arrays by slot in the order results came. Those of models that
 * have a later one by now, or that were taken out, are dead until the history drops them.
 */
final class Slots {
  private static final int FIRST = 4;

  int count;
  int[] rows = new int[0];
  int[] organisations = new int[0];

  /** By slot: the organisation it counts for where shares are capped. */
  int[] counted = new int[0];

  /** By slot: who answers for a namespace that nobody owns, −1 for all others. */
  int[] collectors = new int[0];

  /** By slot: its place in {@link #distinctSizes}, −1 for an unknown size. */
  int[] sizeClasses = new int[0];

  double[] values = new double[0];
  double[] variances = new double[0];
  double[] sizes = new double[0];
  double[] months = new double[0];

  /** By slot: exp(t/6), t in months. */
  double[] growth = new double[0];

  double[] weights = new double[0];
  boolean[] dead = new boolean[0];

  double[] distinctSizes = new double[FIRST];
  int distinct;

  private long[] indices = new long[0];
  private int[] results = new int[0];
  private final Map<Long, Integer> sizeClassOf = new HashMap<>();

  Position position(int slot) {
    return new Position(indices[slot], results[slot]);
  }

  /** Adds a live one; its slot. */
  int add(int row, CellResult result) {
    if (count == rows.length) {
      resize(StrictMath.max(FIRST, 2 * count));
    }
    rows[count] = row;
    organisations[count] = result.organisation();
    counted[count] = result.counted();
    collectors[count] = result.collector();
    indices[count] = result.position().index();
    results[count] = result.position().result();
    values[count] = result.a();
    variances[count] = result.variance();
    sizes[count] = result.size();
    months[count] = result.months();
    weights[count] = result.weight();
    dead[count] = false;
    derive(count);
    return count++;
  }

  /** What follows from size and time. */
  private void derive(int slot) {
    growth[slot] = StrictMath.exp(months[slot] / KeyHistory.DECAY_MONTHS);
    sizeClasses[slot] = sizeClass(sizes[slot]);
  }

  private int sizeClass(double size) {
    if (Double.isNaN(size)) {
      return -1;
    }
    long bits = Double.doubleToLongBits(size);
    var known = sizeClassOf.get(bits);
    if (known != null) {
      return known;
    }
    if (distinct == distinctSizes.length) {
      distinctSizes = Arrays.copyOf(distinctSizes, 2 * distinct);
    }
    distinctSizes[distinct] = size;
    sizeClassOf.put(bits, distinct);
    return distinct++;
  }

  /** The first live slot whose entry in {@code of} is {@code whose}; there must be one. */
  int oldest(int[] of, int whose) {
    int slot = 0;
    while (dead[slot] || of[slot] != whose) {
      slot++;
    }
    return slot;
  }

  /** Drops all but the first {@code left} of {@code kept}, which are ascending. */
  void keep(int[] kept, int left) {
    for (int to = 0; to < left; to++) {
      move(kept[to], to);
    }
    count = left;
    distinct = 0;
    sizeClassOf.clear();
    for (int slot = 0; slot < count; slot++) {
      sizeClasses[slot] = sizeClass(sizes[slot]);
    }
  }

  private void move(int from, int to) {
    rows[to] = rows[from];
    organisations[to] = organisations[from];
    counted[to] = counted[from];
    collectors[to] = collectors[from];
    indices[to] = indices[from];
    results[to] = results[from];
    values[to] = values[from];
    variances[to] = variances[from];
    sizes[to] = sizes[from];
    months[to] = months[from];
    growth[to] = growth[from];
    weights[to] = weights[from];
    dead[to] = dead[from];
  }

  private void resize(int to) {
    rows = Arrays.copyOf(rows, to);
    organisations = Arrays.copyOf(organisations, to);
    counted = Arrays.copyOf(counted, to);
    collectors = Arrays.copyOf(collectors, to);
    sizeClasses = Arrays.copyOf(sizeClasses, to);
    indices = Arrays.copyOf(indices, to);
    results = Arrays.copyOf(results, to);
    values = Arrays.copyOf(values, to);
    variances = Arrays.copyOf(variances, to);
    sizes = Arrays.copyOf(sizes, to);
    months = Arrays.copyOf(months, to);
    growth = Arrays.copyOf(growth, to);
    weights = Arrays.copyOf(weights, to);
    dead = Arrays.copyOf(dead, to);
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, rows, count);
    Codec.write(out, organisations, count);
    Codec.write(out, counted, count);
    Codec.write(out, collectors, count);
    Codec.write(out, indices, count);
    Codec.write(out, results, count);
    Codec.write(out, values, count);
    Codec.write(out, variances, count);
    Codec.write(out, sizes, count);
    Codec.write(out, months, count);
    Codec.write(out, weights, count);
    for (int i = 0; i < count; i++) {
      out.writeBoolean(dead[i]);
    }
  }

  static Slots read(DataInput in) throws IOException {
    var slots = new Slots();
    slots.rows = Codec.readInts(in);
    slots.organisations = Codec.readInts(in);
    slots.counted = Codec.readInts(in);
    slots.collectors = Codec.readInts(in);
    slots.indices = Codec.readLongs(in);
    slots.results = Codec.readInts(in);
    slots.values = Codec.readDoubles(in);
    slots.variances = Codec.readDoubles(in);
    slots.sizes = Codec.readDoubles(in);
    slots.months = Codec.readDoubles(in);
    slots.weights = Codec.readDoubles(in);
    slots.count = slots.rows.length;
    slots.checkLengths();
    slots.growth = new double[slots.count];
    slots.sizeClasses = new int[slots.count];
    slots.dead = new boolean[slots.count];
    for (int i = 0; i < slots.count; i++) {
      slots.dead[i] = in.readBoolean();
      slots.derive(i);
    }
    return slots;
  }

  private void checkLengths() throws IOException {
    int[] lengths = {
      organisations.length,
      counted.length,
      collectors.length,
      indices.length,
      results.length,
      values.length,
      variances.length,
      sizes.length,
      months.length,
      weights.length
    };
    for (int length : lengths) {
      if (length != count) {
        throw new IOException("%d of %d slots".formatted(length, count));
      }
    }
  }
}

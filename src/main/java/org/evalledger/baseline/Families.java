package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which models descend from which, as owners say: of each model the lineage in force alone, which
 * is the last that was stated, and its nearest sixteen. Whoever names other bases with each
 * statement leaves no more of its rivals out than with one.
 */
final class Families {
  static final int MOST_ANCESTORS = 16;

  /** By model: those it descends from. */
  private final List<Ints> ancestors = new ArrayList<>();

  /** By model: those that descend from it. */
  private final List<Ints> descendants = new ArrayList<>();

  /** Makes these the lineage of {@code model}; those beyond the nearest do not count. */
  void state(int model, Ints lineage) {
    var former = ancestorsOf(model);
    for (int i = 0; i < former.size(); i++) {
      at(descendants, former.get(i)).remove(model);
    }
    var now = new Ints();
    for (int i = 0; i < lineage.size() && now.size() < MOST_ANCESTORS; i++) {
      int ancestor = lineage.get(i);
      if (ancestor != model && !now.contains(ancestor)) {
        now.add(ancestor);
        at(descendants, ancestor).add(model);
      }
    }
    at(ancestors, model);
    ancestors.set(model, now);
  }

  Ints ancestorsOf(int model) {
    return model < ancestors.size() ? ancestors.get(model) : new Ints();
  }

  Ints descendantsOf(int model) {
    return model < descendants.size() ? descendants.get(model) : new Ints();
  }

  private static Ints at(List<Ints> lists, int number) {
    while (lists.size() <= number) {
      lists.add(new Ints());
    }
    return lists.get(number);
  }

  void write(DataOutput out) throws IOException {
    write(out, ancestors);
    write(out, descendants);
  }

  private static void write(DataOutput out, List<Ints> lists) throws IOException {
    out.writeInt(lists.size());
    for (var list : lists) {
      list.write(out);
    }
  }

  /**
   * @param models how many models there are
   */
  static Families read(DataInput in, int models) throws IOException {
    var families = new Families();
    read(in, families.ancestors, models);
    read(in, families.descendants, models);
    return families;
  }

  private static void read(DataInput in, List<Ints> lists, int models) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      var list = Ints.read(in);
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) < 0 || list.get(i) >= models) {
          throw new IOException("model %d of %d".formatted(list.get(i), models));
        }
      }
      lists.add(list);
    }
  }
}

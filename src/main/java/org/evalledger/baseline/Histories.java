package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All histories, numbered in the order their keys came. The map is looked up, never iterated. */
final class Histories {
  /**
   * So many protocols that nobody used before may come with one statement, beside one for each
   * benchmark that is new itself; the results of further ones are held under their benchmark alone.
   * Shots, filters and harnesses cost nothing to invent, and honest statements have one or two
   * protocols a benchmark.
   */
  static final int NEW_PROTOCOLS = 250;

  /**
   * So many new tasks, variants and k of benchmarks may come with one; further ones are not held.
   */
  static final int NEW_BENCHMARKS = 1_000;

  private final List<KeyHistory> histories = new ArrayList<>();
  private final List<HistoryKey> keys = new ArrayList<>();
  private final Map<HistoryKey, Integer> numbers = new HashMap<>();

  int size() {
    return keys.size();
  }

  KeyHistory get(int number) {
    return histories.get(number);
  }

  HistoryKey key(int number) {
    return keys.get(number);
  }

  /** The number of a key, −1 when nothing was ever folded under it. */
  int find(HistoryKey key) {
    return numbers.getOrDefault(key, -1);
  }

  private int add(HistoryKey key, KeyHistory history) {
    histories.add(history);
    keys.add(key);
    numbers.put(key, keys.size() - 1);
    return keys.size() - 1;
  }

  /** Makes the keys that one statement needs, as many as it may. */
  final class Allowance {
    private int protocols = NEW_PROTOCOLS;
    private int benchmarks = NEW_BENCHMARKS;

    /** Coarser keys that came with the statement, and have no protocol yet: the first is free. */
    private final BitSet bare = new BitSet();

    /** The number of a coarser key, a new one while there may be; −1 beyond. */
    int benchmark(BenchmarkKey key) {
      int known = find(key);
      if (known >= 0 || benchmarks == 0) {
        return known;
      }
      benchmarks--;
      int number = add(key, new KeyHistory());
      bare.set(number);
      return number;
    }

    /** The number of a protocol's key, a new one while there may be; {@code benchmark} beyond. */
    int protocol(ProtocolKey key, int benchmark) {
      int known = find(key);
      if (known >= 0) {
        return known;
      }
      if (bare.get(benchmark)) {
        bare.clear(benchmark);
      } else if (protocols == 0) {
        return benchmark;
      } else {
        protocols--;
      }
      return add(key, new KeyHistory());
    }
  }

  /** How many cells all of them take up. */
  long cells() {
    long cells = 0;
    for (var history : histories) {
      cells += history.cells();
    }
    return cells;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      KeyCodec.write(out, keys.get(i));
      histories.get(i).write(out);
    }
  }

  static Histories read(DataInput in) throws IOException {
    var read = new Histories();
    for (int left = in.readInt(); left > 0; left--) {
      read.add(KeyCodec.read(in), KeyHistory.read(in));
    }
    return read;
  }
}

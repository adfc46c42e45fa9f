package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names, in the order they were first seen. The map is looked up, never iterated. */
final class Names {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of {@code name}, a new one when it is new. */
  int number(String name) {
    var known = numbers.get(name);
    if (known != null) {
      return known;
    }
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }

  /** The number of {@code name}, −1 when it was never seen. */
  int find(String name) {
    return numbers.getOrDefault(name, -1);
  }

  String name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(names.size());
    for (var name : names) {
      Codec.write(out, name);
    }
  }

  static Names read(DataInput in) throws IOException {
    var names = new Names();
    for (int left = in.readInt(); left > 0; left--) {
      names.number(Codec.readString(in));
    }
    return names;
  }
}

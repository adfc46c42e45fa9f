package org.evalledger.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Gathers what is wrong with a document, up to a limit: enough to mend it by, and an answer of sane
 * size however large the document is.
 */
public final class Faults {
  /** Faults that one answer lists, at most. */
  public static final int MAX = 100;

  private final List<Fault> found = new ArrayList<>();

  /** Adds {@code fault}, unless there are more than an answer lists already. */
  public void add(Fault fault) {
    if (found.size() <= MAX) {
      found.add(fault);
    }
  }

  /** Adds all of {@code faults}, as {@link #add} does. */
  public void addAll(Collection<Fault> faults) {
    faults.forEach(this::add);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was found, as {@link #cut} leaves it. */
  public List<Fault> list() {
    return cut(found);
  }

  /** {@code faults}; where they are too many, the first of them and a last one that says so. */
  public static List<Fault> cut(List<Fault> faults) {
    if (!isCut(faults)) {
      return List.copyOf(faults);
    }
    var first = new ArrayList<>(faults.subList(0, MAX));
    first.add(
        new Fault(
            "", "At least %d things are wrong; the first %d are listed here.".formatted(MAX, MAX)));
    return List.copyOf(first);
  }

  /** Whether there are more {@code faults} than an answer lists, or were before they were cut. */
  public static boolean isCut(List<Fault> faults) {
    return faults.size() > MAX;
  }
}

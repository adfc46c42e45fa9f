package org.evalledger.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.statement.EntryIndex;
import org.jspecify.annotations.Nullable;

/** Collects findings: all are counted, the first hundred are kept. */
final class Findings {
  private static final int KEPT = 100;

  private final List<Finding> first = new ArrayList<>();
  private final EnumMap<Kind, Long> counts = new EnumMap<>(Kind.class);

  void add(@Nullable EntryIndex entry, Kind kind, String sentence) {
    add(new Finding(entry, kind, sentence));
  }

  void add(Finding finding) {
    counts.merge(finding.kind(), 1L, Long::sum);
    if (first.size() < KEPT) {
      first.add(finding);
    }
  }

  boolean any() {
    return !counts.isEmpty();
  }

  List<Finding> first() {
    return List.copyOf(first);
  }

  SortedMap<Kind, Long> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}

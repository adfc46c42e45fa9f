package org.evalledger.audit;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;

/**
 * What an audit of a log gave.
 *
 * @param checkpoint the last head that was audited, a signed note: to be remembered for the next
 *     audit when it is {@linkplain #whole() whole}
 * @param tally what was looked at
 * @param witnesses who vouches for the log besides itself, one sentence
 * @param findings the first hundred, in the order in which they were met
 * @param counts how many of each kind there are in all; without kinds of which there are none
 */
public record AuditReport(
    Bytes checkpoint,
    Tally tally,
    String witnesses,
    List<Finding> findings,
    SortedMap<Kind, Long> counts) {
  private static final Set<Kind> BROKEN =
      Set.of(Kind.CHECKPOINT, Kind.SHRUNK, Kind.FORKED, Kind.MISSING, Kind.ROOT);

  public AuditReport {
    findings = List.copyOf(findings);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * What was looked at.
   *
   * @param size entries that the checkpoint covers
   * @param entries of them hashed and read
   * @param signatures valid ones
   * @param erased entries without their envelope
   * @param assessments recomputed and found equal
   * @param keyDoubted entries received after a key that signed them was compromised: no fault of
   *     the log, which says so
   */
  public record Tally(
      long size, long entries, long signatures, long erased, long assessments, long keyDoubted) {}

  /**
   * Whether the records are the checkpoint's and go on from all that was seen before, whatever else
   * is wrong with them: such a head must not be taken back either.
   */
  public boolean whole() {
    return Collections.disjoint(counts.keySet(), BROKEN);
  }

  /** Whether nothing was found. */
  public boolean passed() {
    return counts.isEmpty();
  }
}

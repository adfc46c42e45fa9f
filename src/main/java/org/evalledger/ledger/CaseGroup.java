package org.evalledger.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** The results that a case is about; which they are never depends on what comes later. */
public sealed interface CaseGroup {
  /** The entries that are named one by one. */
  Stream<EntryIndex> entries();

  /**
   * Results of some entries.
   *
   * @param parts at least one, each entry once
   */
  record Parts(List<Part> parts) implements CaseGroup {
    public Parts {
      parts = List.copyOf(parts);
    }

    @Override
    public Stream<EntryIndex> entries() {
      return parts.stream().map(Part::entry);
    }

    /** Whether that result is among them. */
    boolean covers(EntryIndex entry, int result) {
      return parts.stream().anyMatch(part -> part.entry().equals(entry) && part.covers(result));
    }

    /** Whether all those results are among them. */
    boolean covers(Part added) {
      return parts.stream().anyMatch(part -> part.entry().equals(added.entry()) && part.has(added));
    }

    /** With the results of {@code added} too. */
    Parts with(Part added) {
      var all = new ArrayList<Part>();
      Part joined = added;
      for (Part part : parts) {
        if (part.entry().equals(added.entry())) {
          joined = part.with(added);
        } else {
          all.add(part);
        }
      }
      all.add(joined);
      return new Parts(all);
    }
  }

  /**
   * Results of one entry.
   *
   * @param entry an evaluation
   * @param results zero-based positions, ascending; null for all that it has
   */
  record Part(EntryIndex entry, @Nullable List<Integer> results) {
    public Part {
      results = results == null ? null : List.copyOf(new TreeSet<>(results));
    }

    boolean covers(int result) {
      return results == null || Collections.binarySearch(results, result) >= 0;
    }

    private boolean has(Part added) {
      return results == null
          || (added.results != null && added.results.stream().allMatch(this::covers));
    }

    private Part with(Part added) {
      if (results == null || added.results == null) {
        return new Part(entry, null);
      }
      var all = new TreeSet<>(results);
      all.addAll(added.results);
      return new Part(entry, List.copyOf(all));
    }
  }

  /**
   * All evaluations that a key signed, alone or beside others, before the case was opened and that
   * were received after the key was compromised.
   *
   * @param kid the key
   * @param since entries received after this are meant
   * @param submitters whose evaluations they are
   * @param signers for whom the keys speak that signed them
   * @param namespaces of the models measured
   */
  record SignedBy(
      Kid kid,
      Instant since,
      SortedSet<SubmitterId> submitters,
      SortedSet<SubmitterId> signers,
      SortedSet<String> namespaces)
      implements CaseGroup {
    public SignedBy {
      submitters = Collections.unmodifiableSortedSet(new TreeSet<>(submitters));
      signers = Collections.unmodifiableSortedSet(new TreeSet<>(signers));
      namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    @Override
    public Stream<EntryIndex> entries() {
      return Stream.empty();
    }
  }
}

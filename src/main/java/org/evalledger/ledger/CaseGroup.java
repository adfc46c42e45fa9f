package org.evalledger.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** The results that a case is about. */
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
  }

  /**
   * Results of one entry.
   *
   * @param entry an evaluation
   * @param results zero-based positions; null for all that the cause touches
   */
  record Part(EntryIndex entry, @Nullable List<Integer> results) {
    public Part {
      results = results == null ? null : List.copyOf(results);
    }
  }

  /**
   * All that a key signed after it was compromised.
   *
   * @param kid the key
   * @param submitter for whom it spoke
   * @param since entries received after this are meant
   */
  record SignedBy(Kid kid, SubmitterId submitter, Instant since) implements CaseGroup {
    @Override
    public Stream<EntryIndex> entries() {
      return Stream.empty();
    }
  }
}

package org.evalledger.log;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.InclusionProof;

/**
 * A batch that is committed.
 *
 * @param entries what was appended, at least one
 * @param proofs of inclusion in the tree of {@code checkpoint}, one an entry
 * @param checkpoint the signed note that covers them
 */
public record Appended(List<LogEntry> entries, List<InclusionProof> proofs, Bytes checkpoint) {
  public Appended {
    entries = List.copyOf(entries);
    proofs = List.copyOf(proofs);
  }
}

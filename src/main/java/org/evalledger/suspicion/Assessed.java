package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An assessment, computed.
 *
 * @param summary what the record says of it
 * @param bytes the full assessment, RFC 8785 JSON
 * @param results each result's, in their order
 */
public record Assessed(EntryRecord.Summary summary, Bytes bytes, List<OfResult> results) {
  public Assessed {
    results = List.copyOf(results);
  }

  /**
   * One result's assessment in short.
   *
   * @param suspicion 0 to 1 with six decimals; null when nothing was comparable
   * @param verdict what it came to
   */
  public record OfResult(@Nullable String suspicion, Verdict verdict) {}
}

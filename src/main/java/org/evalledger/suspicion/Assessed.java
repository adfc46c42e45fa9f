package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.AssessedResult;
import org.evalledger.record.EntryRecord;

/**
 * An assessment, computed.
 *
 * @param summary what the record says of it
 * @param bytes the full assessment, RFC 8785 JSON
 * @param results each result's, in their order
 */
public record Assessed(EntryRecord.Summary summary, Bytes bytes, List<AssessedResult> results) {
  public Assessed {
    results = List.copyOf(results);
  }
}

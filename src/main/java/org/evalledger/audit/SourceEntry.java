package org.evalledger.audit;

import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;

/**
 * An entry as a ledger hands it out. Nothing of it is believed.
 *
 * @param index where it is said to stand
 * @param leafHash what the ledger says the record hashes to
 * @param record the bytes of the leaf
 * @param facts RFC 8785 JSON without free text
 * @param assessment RFC 8785 JSON; empty for types without
 * @param envelope what was received; empty when it was erased
 */
public record SourceEntry(
    EntryIndex index,
    Sha256 leafHash,
    Bytes record,
    Bytes facts,
    Optional<Bytes> assessment,
    Optional<StoredEnvelope> envelope) {
  /** An entry of which the ledger says no hash. */
  public SourceEntry(
      EntryIndex index,
      Bytes record,
      Bytes facts,
      Optional<Bytes> assessment,
      Optional<StoredEnvelope> envelope) {
    this(index, MerkleHash.leaf(record), record, facts, assessment, envelope);
  }
}

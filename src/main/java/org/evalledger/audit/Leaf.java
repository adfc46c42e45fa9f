package org.evalledger.audit;

import java.util.Optional;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.suspicion.AssessedResults;
import org.evalledger.suspicion.Outdone;

/**
 * An entry as far as it can be read by itself.
 *
 * @param source its bytes
 * @param hash RFC 6962 hash of its record
 * @param record what the leaf says
 * @param facts what the facts say
 */
record Leaf(SourceEntry source, Sha256 hash, Parsed<EntryRecord> record, Parsed<Facts> facts) {
  static Leaf of(SourceEntry source) {
    return new Leaf(
        source,
        MerkleHash.leaf(source.record()),
        Parsed.of(() -> EntryRecord.parse(source.record())),
        Against.parse(source.facts()));
  }

  /** The entry for the folds; empty when record or facts cannot be read. */
  Optional<LedgerEntry> entry() {
    return record instanceof Parsed.Value<EntryRecord>(var leaf)
            && facts instanceof Parsed.Value<Facts>(var read)
        ? Optional.of(
            new LedgerEntry(
                source.index(),
                hash,
                leaf,
                read.statement(),
                Outdone.of(source.index(), read.statement(), source.assessment()),
                AssessedResults.of(source.assessment())))
        : Optional.empty();
  }
}

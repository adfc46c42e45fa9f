package org.evalledger.submission;

import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.EntryIndex;

/**
 * What proves that a statement is in the log.
 *
 * @param index where it stands
 * @param leafHash RFC 6962 hash of the record
 * @param recordBytes the leaf's exact bytes
 * @param record what they say
 * @param inclusion proof in the tree of {@code checkpoint}
 * @param checkpoint the first signed note that covers the entry
 * @param assessment RFC 8785 JSON; empty for types without
 * @param receipt compact JWS by the service
 */
public record Answer(
    EntryIndex index,
    Sha256 leafHash,
    Bytes recordBytes,
    EntryRecord record,
    InclusionProof inclusion,
    Bytes checkpoint,
    Optional<Bytes> assessment,
    Bytes receipt) {}

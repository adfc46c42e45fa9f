package org.evalledger.ledger;

import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Statement;

/**
 * One entry as the folds see it.
 *
 * @param index where it stands
 * @param leafHash RFC 6962 hash of its record
 * @param record its leaf
 * @param statement what its facts say
 * @param claimedAbove pairs of a claim and a lower independent result that its assessment found
 * @param assessed what its assessment says of each result, in their order; empty for types without
 */
public record LedgerEntry(
    EntryIndex index,
    Sha256 leafHash,
    EntryRecord record,
    Statement statement,
    List<ClaimedAbove> claimedAbove,
    List<AssessedResult> assessed) {
  public LedgerEntry {
    claimedAbove = List.copyOf(claimedAbove);
    assessed = List.copyOf(assessed);
  }

  /** An entry without assessment. */
  public LedgerEntry(EntryIndex index, Sha256 leafHash, EntryRecord record, Statement statement) {
    this(index, leafHash, record, statement, List.of(), List.of());
  }

  /** How other statements name it. */
  public EntryReference reference() {
    return new EntryReference(index, leafHash);
  }
}

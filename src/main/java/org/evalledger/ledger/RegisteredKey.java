package org.evalledger.ledger;

import java.time.Instant;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * A key that the log knows.
 *
 * @param key the key
 * @param submitter for whom it speaks
 * @param registered by which entry
 * @param revoked by which entry; null while it is active
 * @param compromisedSince entries received after this are doubted; null when it is not compromised
 */
public record RegisteredKey(
    PublicKey key,
    SubmitterId submitter,
    EntryIndex registered,
    @Nullable EntryIndex revoked,
    @Nullable Instant compromisedSince) {
  /** Whether it may still sign. */
  public boolean active() {
    return revoked == null;
  }
}

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
 * @param effectiveFrom before which it signs nothing: an operator's further key waits (see {@link
 *     Ledger#OPERATOR_WAIT}); null where it speaks at once
 * @param revoked by which entry; null while it is active
 * @param compromisedSince entries received after this are doubted; null when it is not compromised
 */
public record RegisteredKey(
    PublicKey key,
    SubmitterId submitter,
    EntryIndex registered,
    @Nullable Instant effectiveFrom,
    @Nullable EntryIndex revoked,
    @Nullable Instant compromisedSince) {
  /** Whether a statement received at {@code time} may be signed by it. */
  public boolean active(Instant time) {
    return revoked == null && !waiting(time);
  }

  /** Whether it will be able to sign, and at {@code time} is not yet. */
  public boolean waiting(Instant time) {
    return revoked == null && effectiveFrom != null && time.isBefore(effectiveFrom);
  }

  /** Whether what it signed and was received at {@code time} is doubted. */
  public boolean doubted(Instant time) {
    return compromisedSince != null && time.isAfter(compromisedSince);
  }
}

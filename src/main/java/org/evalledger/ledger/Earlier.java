package org.evalledger.ledger;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * What the rules must know of earlier entries beyond the state in memory. The service asks its
 * projections, an audit its own tables; both answer for all entries before the one that is judged.
 */
public interface Earlier {
  /** The entry at {@code index}; empty when there is none yet. */
  Optional<EarlierEntry> entry(EntryIndex index);

  /** The result that stands under {@code key}, withdrawn or not; empty when there is none yet. */
  Optional<StandingResult> current(ConflictKey key);

  /**
   * An earlier entry in short.
   *
   * @param index where it stands
   * @param leafHash the hash of its leaf
   * @param type of its statement
   * @param submitter who asserted it
   * @param results how many results it has; 0 for types without
   * @param takenDown whether its envelope was erased
   * @param namespace of the model it is about; null for types without
   * @param signers thumbprints of the keys that signed it
   */
  record EarlierEntry(
      EntryIndex index,
      Sha256 leafHash,
      StatementType type,
      SubmitterId submitter,
      int results,
      boolean takenDown,
      @Nullable String namespace,
      List<Kid> signers) {
    public EarlierEntry {
      signers = List.copyOf(signers);
    }

    /** {@code entry} in short. */
    public static EarlierEntry of(LedgerEntry entry, boolean takenDown) {
      Evaluation evaluation = entry.statement() instanceof Evaluation found ? found : null;
      return new EarlierEntry(
          entry.index(),
          entry.leafHash(),
          entry.record().type(),
          entry.record().submitter(),
          evaluation == null ? 0 : evaluation.results().size(),
          takenDown,
          evaluation == null ? null : evaluation.model().id().namespace(),
          entry.record().kids());
    }
  }

  /**
   * The result that stands under a key.
   *
   * @param index of its entry
   * @param leafHash of its entry
   * @param result zero-based position in it
   * @param value what it says
   */
  record StandingResult(EntryIndex index, Sha256 leafHash, int result, Decimal value) {}
}

package org.evalledger;

import java.util.List;
import java.util.Optional;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Takedown;

/** What the rules must know of earlier entries, looked for in all of them, each time anew. */
record ScannedEarlier(List<LedgerEntry> entries) implements Earlier {
  @Override
  public Optional<EarlierEntry> entry(EntryIndex index) {
    return entries.stream()
        .filter(entry -> entry.index().equals(index))
        .map(entry -> EarlierEntry.of(entry, takenDown(index)))
        .findFirst();
  }

  private boolean takenDown(EntryIndex index) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.statement() instanceof Takedown takedown
                    && takedown.entry().index().equals(index));
  }

  @Override
  public Optional<StandingResult> current(ConflictKey key) {
    for (LedgerEntry entry : entries.reversed()) {
      if (entry.statement() instanceof Evaluation evaluation) {
        int result = ConflictKey.of(evaluation).indexOf(key);
        if (result >= 0) {
          return Optional.of(
              new StandingResult(
                  entry.index(),
                  entry.leafHash(),
                  result,
                  evaluation.results().get(result).value()));
        }
      }
    }
    return Optional.empty();
  }
}

package org.evalledger.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.Takedown;

/** What the rules must know of the entries before one, in memory: some hundred bytes for each. */
final class SeenEntries implements Earlier {
  private final List<EarlierEntry> entries = new ArrayList<>();
  private final Map<ConflictKey, StandingResult> results = new HashMap<>();
  private final Set<EntryIndex> takenDown = new HashSet<>();
  private final SeenEvaluations evaluations = new SeenEvaluations();
  private final TreeSet<EntryIndex> erased = new TreeSet<>();
  private final Map<Sha256, EntryIndex> envelopes = new HashMap<>();

  @Override
  public Optional<EarlierEntry> entry(EntryIndex index) {
    return index.value() < entries.size()
        ? Optional.of(current(entries.get((int) index.value())))
        : Optional.empty();
  }

  private EarlierEntry current(EarlierEntry entry) {
    return new EarlierEntry(
        entry.index(),
        entry.leafHash(),
        entry.type(),
        entry.submitter(),
        entry.results(),
        takenDown.contains(entry.index()),
        entry.namespace(),
        entry.signers());
  }

  @Override
  public Optional<StandingResult> current(ConflictKey key) {
    return Optional.ofNullable(results.get(key));
  }

  /** The entry that holds the same envelope; empty when none does. */
  Optional<EntryIndex> envelope(Sha256 digest) {
    return Optional.ofNullable(envelopes.get(digest));
  }

  /** The evaluations, which a re-assessment may come back to. */
  SeenEvaluations evaluations() {
    return evaluations;
  }

  /** Entries whose envelope is gone, though no takedown names them. */
  Set<EntryIndex> erasedWithoutTakedown() {
    var unexplained = new TreeSet<>(erased);
    unexplained.removeAll(takenDown);
    return unexplained;
  }

  /** How many entries had no envelope any more. */
  long erased() {
    return erased.size();
  }

  /**
   * Takes in the next entry.
   *
   * @param hasEnvelope whether its envelope still exists
   * @param admitted whether the rules let it in; only then it takes anything down
   * @param keys conflict keys of its results, in their order
   */
  void add(LedgerEntry entry, boolean hasEnvelope, boolean admitted, List<ConflictKey> keys) {
    List<Result> stated =
        entry.statement() instanceof Evaluation evaluation ? evaluation.results() : List.of();
    entries.add(EarlierEntry.of(entry, false));
    envelopes.putIfAbsent(entry.record().envelope(), entry.index());
    if (!hasEnvelope) {
      erased.add(entry.index());
    }
    if (admitted && entry.statement() instanceof Takedown takedown) {
      takenDown.add(takedown.entry().index());
    }
    for (int i = 0; i < keys.size(); i++) {
      results.put(
          keys.get(i),
          new StandingResult(entry.index(), entry.leafHash(), i, stated.get(i).value()));
    }
  }
}

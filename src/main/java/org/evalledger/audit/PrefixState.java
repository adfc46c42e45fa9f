package org.evalledger.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.Relation;
import org.evalledger.statement.Evaluation;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.Assessor;

/**
 * What assessments are computed from, held at the prefix; entries behind it wait until a new prefix
 * begins (promise 4).
 */
final class PrefixState {
  /** An entry's prefix lies less than this before it. */
  private static final int MAX_LAG = 256;

  private final Assessor assessor = new Assessor();
  private final List<Waiting> waiting = new ArrayList<>();
  private Ledger ledger;

  /** What folding needs of a step: its bytes, the envelope's above all, would be megabytes each. */
  private record Waiting(Ledger before, LedgerEntry entry) {}

  PrefixState(Ledger empty) {
    this.ledger = empty;
  }

  /**
   * Moves on to the prefix that the entry of {@code step} states, where it may state it, and says
   * how it breaks the rule otherwise.
   *
   * @param dependency the newest entry it depends on
   */
  Optional<String> moveTo(Step step, OptionalLong dependency) {
    long index = step.entry().index().value();
    long stated = step.entry().record().prefix();
    Optional<String> fault = fault(index, stated, dependency);
    if (stated == index || waiting.size() >= MAX_LAG) {
      waiting.forEach(behind -> assessor.fold(behind.before(), behind.entry()));
      waiting.clear();
      ledger = step.before();
    }
    return fault;
  }

  private Optional<String> fault(long index, long stated, OptionalLong dependency) {
    long last = assessor.size();
    if (stated != index && stated != last) {
      return Optional.of("The prefix is %d, want %d or %d.".formatted(stated, index, last));
    }
    if (index - stated >= MAX_LAG) {
      return Optional.of(
          "The prefix %d lies %d entries back, want less than %d."
              .formatted(stated, index - stated, MAX_LAG));
    }
    return dependency.isPresent() && dependency.getAsLong() >= stated
        ? Optional.of(
            "It depends on entry %d, which its prefix %d does not cover; want a new prefix."
                .formatted(dependency.getAsLong(), stated))
        : Optional.empty();
  }

  /** Assesses as of the prefix. */
  Assessed assess(Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    return assessor.assess(ledger, evaluation, relation, receivedAt, index);
  }

  /** Assesses an entry before the prefix again, as of the prefix. */
  Assessed reassess(SeenEvaluations.Seen seen, long index) {
    return assessor.reassess(ledger, seen.evaluation(), seen.relation(), seen.receivedAt(), index);
  }

  /** Takes in an entry, to be folded when a new prefix begins. */
  void add(Step step) {
    waiting.add(new Waiting(step.before(), step.entry()));
  }
}

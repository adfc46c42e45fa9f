package org.evalledger.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.statement.Decision.Outcome;
import org.evalledger.statement.EntryReference;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers and the lab said on a case so far, as far as the next word depends on it.
 *
 * @param state where the case is
 * @param confirming one reviewer's confirmation that waits for a second; null when none does
 * @param clearing one reviewer's clearance that waits for a second; null when none does
 * @param settled the decision in force; null when there is none
 * @param appeal the lab's one appeal; null when there is none
 * @param appealPending whether that is not decided yet
 */
public record Proceedings(
    CaseState state,
    @Nullable Vote confirming,
    @Nullable Vote clearing,
    @Nullable Settled settled,
    @Nullable EntryReference appeal,
    boolean appealPending) {
  static final Proceedings NONE = new Proceedings(CaseState.OPEN, null, null, null, null, false);

  /**
   * A reviewer's decision.
   *
   * @param decision its entry
   * @param voice whose it is
   * @param outcome what it says
   */
  public record Vote(EntryReference decision, Voice voice, Outcome outcome) {}

  /**
   * A decision in force.
   *
   * @param outcome cleared or confirmed
   * @param votes the reviewers' decisions that make it up, the newest last
   */
  public record Settled(Outcome outcome, List<Vote> votes) {
    public Settled {
      votes = List.copyOf(votes);
    }

    /** The entry that put it in force. */
    public EntryReference decision() {
      return votes.getLast().decision();
    }
  }

  /** Whether it stands confirmed, appealed or not. */
  boolean confirmed() {
    return settled != null && settled.outcome() == Outcome.CONFIRMED;
  }

  /** The decision that the next one of {@code voice} takes the place of; empty for none. */
  Optional<EntryReference> superseded(Voice voice) {
    return pending(voice)
        .map(Vote::decision)
        .or(() -> Optional.ofNullable(settled).map(Settled::decision));
  }

  private Optional<Vote> pending(Voice voice) {
    return Stream.of(Optional.ofNullable(confirming), Optional.ofNullable(clearing))
        .flatMap(Optional::stream)
        .filter(vote -> vote.voice().isThatOf(voice))
        .findFirst();
  }

  /**
   * The other reviewer's decision beside which one of {@code voice} would settle the case; empty
   * where it stands alone, or settles nothing.
   */
  Optional<Vote> second(Voice voice, Outcome outcome) {
    Proceedings without = without(voice);
    return switch (outcome) {
      case CONFIRMED -> Optional.ofNullable(without.confirming);
      case CLEARED -> Optional.ofNullable(without.clearing);
      case NEEDS_EVIDENCE, NEEDS_REPRODUCTION -> Optional.empty();
    };
  }

  /** After a decision that the rules let in. */
  Proceedings after(Vote vote) {
    Proceedings without = without(vote.voice());
    Optional<Vote> second = second(vote.voice(), vote.outcome());
    return switch (vote.outcome()) {
      case NEEDS_EVIDENCE, NEEDS_REPRODUCTION -> without.in(CaseState.WAITING_FOR_LAB);
      case CONFIRMED ->
          second.isPresent()
              ? settled(List.of(second.get(), vote))
              : new Proceedings(
                  CaseState.OPEN, vote, without.clearing, settled, appeal, appealPending);
      case CLEARED -> {
        if (second.isPresent()) {
          yield settled(List.of(second.get(), vote));
        }
        // What a reviewer confirmed no single other one clears.
        yield confirmed() || without.confirming != null
            ? new Proceedings(
                CaseState.OPEN, without.confirming, vote, settled, appeal, appealPending)
            : settled(List.of(vote));
      }
    };
  }

  private Proceedings settled(List<Vote> votes) {
    var outcome = votes.getLast().outcome();
    return new Proceedings(
        CaseState.DECIDED, null, null, new Settled(outcome, votes), appeal, false);
  }

  private Proceedings without(Voice voice) {
    return new Proceedings(
        state,
        confirming != null && confirming.voice().isThatOf(voice) ? null : confirming,
        clearing != null && clearing.voice().isThatOf(voice) ? null : clearing,
        settled,
        appeal,
        appealPending);
  }

  private Proceedings in(CaseState next) {
    return new Proceedings(next, confirming, clearing, settled, appeal, appealPending);
  }

  /** After the lab's answer. */
  Proceedings answered() {
    return in(CaseState.OPEN);
  }

  /** After the lab's appeal. */
  Proceedings appealed(EntryReference by) {
    return new Proceedings(CaseState.OPEN, confirming, clearing, settled, by, true);
  }
}

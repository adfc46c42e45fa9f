package org.evalledger.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.signing.Kid;
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
 * @param asked whether a reviewer took the case up with a question
 * @param contested whether it corrects what another case refutes or disputes
 * @param replaced the decisions that the newest word took the place of
 */
public record Proceedings(
    CaseState state,
    @Nullable Vote confirming,
    @Nullable Vote clearing,
    @Nullable Settled settled,
    @Nullable EntryReference appeal,
    boolean appealPending,
    boolean asked,
    boolean contested,
    List<EntryReference> replaced) {
  public Proceedings {
    replaced = List.copyOf(replaced);
  }

  /** Before anybody spoke. */
  static Proceedings none(boolean contested) {
    return new Proceedings(
        CaseState.OPEN, null, null, null, null, false, false, contested, List.of());
  }

  /**
   * A reviewer's decision.
   *
   * @param decision its entry
   * @param voice whose it is
   * @param outcome what it says
   * @param kids thumbprints of the keys that signed it
   * @param receivedAt when it came in
   */
  public record Vote(
      EntryReference decision, Voice voice, Outcome outcome, List<Kid> kids, Instant receivedAt) {
    public Vote {
      kids = List.copyOf(kids);
    }

    private boolean doubted(Kid kid, Instant since) {
      return kids.contains(kid) && receivedAt.isAfter(since);
    }
  }

  /**
   * A decision in force.
   *
   * @param outcome cleared or confirmed
   * @param votes the reviewers' decisions that make it up, the newest last
   * @param before the decision that was in force until then; null for none
   * @param endedAppeal whether it decided on an appeal
   */
  public record Settled(
      Outcome outcome, List<Vote> votes, @Nullable Settled before, boolean endedAppeal) {
    public Settled {
      votes = List.copyOf(votes);
    }

    /** The entry that put it in force. */
    public EntryReference decision() {
      return votes.getLast().decision();
    }

    private boolean doubted(Kid kid, Instant since) {
      return votes.stream().anyMatch(vote -> vote.doubted(kid, since));
    }
  }

  /** Whether it stands confirmed, appealed or not. */
  boolean confirmed() {
    return settled != null && settled.outcome() == Outcome.CONFIRMED;
  }

  /** Whether it stands cleared. */
  boolean cleared() {
    return settled != null && settled.outcome() == Outcome.CLEARED;
  }

  /** Whether no reviewer has found anything yet, so that what is added is seen by all who will. */
  boolean untouched() {
    return settled == null && confirming == null && clearing == null;
  }

  /** Whether reviewers may still ask: what two confirmed only an appeal opens for questions. */
  boolean takesQuestions() {
    return !confirmed() || appealPending;
  }

  /** The decision that the next one of {@code voice} takes the place of; empty for none. */
  Optional<EntryReference> superseded(Voice voice, Outcome outcome) {
    boolean leavesInForce = isQuestion(outcome) && !cleared();
    return pending(voice)
        .map(Vote::decision)
        .or(
            () ->
                leavesInForce
                    ? Optional.empty()
                    : Optional.ofNullable(settled).map(Settled::decision));
  }

  private static boolean isQuestion(Outcome outcome) {
    return outcome == Outcome.NEEDS_EVIDENCE || outcome == Outcome.NEEDS_REPRODUCTION;
  }

  private Optional<Vote> pending(Voice voice) {
    return pending().filter(vote -> vote.voice().isThatOf(voice)).findFirst();
  }

  private Stream<Vote> pending() {
    return Stream.of(Optional.ofNullable(confirming), Optional.ofNullable(clearing))
        .flatMap(Optional::stream);
  }

  /**
   * The other reviewer's decision beside which one of {@code voice} would settle the case; empty
   * where it stands alone, or settles nothing.
   */
  Optional<Vote> second(Voice voice, Outcome outcome) {
    return switch (outcome) {
      case CONFIRMED -> notOf(voice, confirming);
      case CLEARED -> notOf(voice, clearing);
      case NEEDS_EVIDENCE, NEEDS_REPRODUCTION -> Optional.empty();
    };
  }

  private static Optional<Vote> notOf(Voice voice, @Nullable Vote vote) {
    return Optional.ofNullable(vote).filter(one -> !one.voice().isThatOf(voice));
  }

  /** After a decision that the rules let in. */
  Proceedings after(Vote vote) {
    Optional<Vote> second = second(vote.voice(), vote.outcome());
    Vote confirmation = notOf(vote.voice(), confirming).orElse(null);
    Vote clearance = notOf(vote.voice(), clearing).orElse(null);
    return switch (vote.outcome()) {
      case NEEDS_EVIDENCE, NEEDS_REPRODUCTION ->
          takesQuestions()
              ? asked(confirmation, clearance)
              // An audit takes in what the rules refused.
              : this;
      case CONFIRMED ->
          second.isPresent()
              ? settled(List.of(second.get(), vote))
              : next(CaseState.OPEN, vote, clearance, settled, appealPending);
      case CLEARED -> {
        if (second.isPresent()) {
          yield settled(List.of(second.get(), vote));
        }
        // What a reviewer confirmed no single other one clears.
        boolean alone = !confirmed() && confirmation == null && (!contested || settled != null);
        yield alone
            ? settled(List.of(vote))
            : next(CaseState.OPEN, confirmation, vote, settled, appealPending);
      }
    };
  }

  private Proceedings asked(@Nullable Vote confirmation, @Nullable Vote clearance) {
    Settled left = cleared() ? null : settled;
    Proceedings next =
        next(CaseState.WAITING_FOR_LAB, confirmation, clearance, left, appealPending);
    return new Proceedings(
        next.state,
        next.confirming,
        next.clearing,
        next.settled,
        appeal,
        appealPending,
        true,
        contested,
        next.replaced);
  }

  private Proceedings settled(List<Vote> votes) {
    var decision = new Settled(votes.getLast().outcome(), votes, settled, appealPending);
    return next(CaseState.DECIDED, null, null, decision, false);
  }

  private Proceedings next(
      CaseState then,
      @Nullable Vote confirmation,
      @Nullable Vote clearance,
      @Nullable Settled decision,
      boolean appealed) {
    return new Proceedings(
        then,
        confirmation,
        clearance,
        decision,
        appeal,
        appealed,
        asked,
        contested,
        replaced(confirmation, clearance, decision));
  }

  /** Decisions that count now and would not any more. */
  private List<EntryReference> replaced(
      @Nullable Vote confirmation, @Nullable Vote clearance, @Nullable Settled decision) {
    var left = new ArrayList<@Nullable Vote>();
    left.add(confirmation);
    left.add(clearance);
    if (decision != null) {
      left.addAll(decision.votes());
    }
    return Stream.concat(pending(), settled == null ? Stream.empty() : settled.votes().stream())
        .filter(vote -> !left.contains(vote))
        .map(Vote::decision)
        .toList();
  }

  /** After the lab's answer. */
  Proceedings answered() {
    var then = state == CaseState.WAITING_FOR_LAB ? CaseState.OPEN : state;
    return next(then, confirming, clearing, settled, appealPending);
  }

  /** After the lab's appeal. */
  Proceedings appealed(EntryReference by) {
    return new Proceedings(
        CaseState.OPEN, confirming, clearing, settled, by, true, asked, contested, List.of());
  }

  /** After something that nobody said on it. */
  Proceedings quiet() {
    return next(state, confirming, clearing, settled, appealPending);
  }

  /**
   * Without what was signed by {@code kid} and received after {@code since}: somebody else spoke.
   * What it decided is undone, back to the decision before; what others said beside it waits for a
   * second again. Empty where it said nothing.
   */
  Optional<Proceedings> doubted(Kid kid, Instant since) {
    boolean any =
        pending().anyMatch(vote -> vote.doubted(kid, since))
            || decisions().anyMatch(one -> one.doubted(kid, since));
    return any ? Optional.of(without(kid, since)) : Optional.empty();
  }

  private Proceedings without(Kid kid, Instant since) {
    var left = pending().filter(vote -> !vote.doubted(kid, since)).toList();
    Settled sound = sound(kid, since);
    boolean undone = settled != null && settled.doubted(kid, since);
    if (left.size() == pending().count() && !undone) {
      return next(state, confirming, clearing, sound, appealPending);
    }
    var votes = new ArrayList<>(left);
    boolean appealed = appealPending;
    for (Settled one = settled; one != null && one.doubted(kid, since); one = one.before()) {
      one.votes().stream().filter(vote -> !vote.doubted(kid, since)).forEach(votes::add);
      appealed |= one.endedAppeal();
    }
    Vote confirmation = first(votes, Outcome.CONFIRMED);
    Vote clearance = first(votes, Outcome.CLEARED);
    if (!undone && clearance != null && confirmation == null && sound == null && !contested) {
      // It had waited for a second only because of what is doubted now.
      return settled(List.of(clearance));
    }
    boolean decided = votes.isEmpty() && sound != null && !appealed;
    var then = decided ? CaseState.DECIDED : CaseState.OPEN;
    return next(then, confirmation, clearance, sound, appealed);
  }

  private static @Nullable Vote first(List<Vote> votes, Outcome outcome) {
    return votes.stream().filter(vote -> vote.outcome() == outcome).findFirst().orElse(null);
  }

  /** All decisions that were in force, the newest first; there may be very many. */
  private Stream<Settled> decisions() {
    return Stream.iterate(settled, one -> one != null, one -> one.before());
  }

  /** The newest decision without a doubted vote, with none such behind it. */
  private @Nullable Settled sound(Kid kid, Instant since) {
    List<Settled> left = decisions().filter(one -> !one.doubted(kid, since)).toList();
    Settled newest = null;
    for (Settled one : left.reversed()) {
      newest = new Settled(one.outcome(), one.votes(), newest, one.endedAppeal());
    }
    return newest;
  }
}

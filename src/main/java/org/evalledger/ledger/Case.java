package org.evalledger.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.evalledger.ledger.CaseGroup.Part;
import org.evalledger.ledger.CaseGroup.Parts;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers work on: a cause and the results that it touches, as of a prefix.
 *
 * @param id how it is called
 * @param opening the entry that opened it
 * @param openedAt when that was received
 * @param group the results
 * @param through the entry by which the newest of them came to it
 * @param opposing what others got
 * @param reports of registered or signed-in people, in their order
 * @param anonymous how many reports more nobody stands for
 * @param proceedings what was said on it
 */
public record Case(
    CaseId id,
    EntryReference opening,
    Instant openedAt,
    CaseGroup group,
    EntryIndex through,
    Opposing opposing,
    List<Reported> reports,
    int anonymous,
    Proceedings proceedings) {
  /** Entries in one case, at most, while it gathers; what comes then opens the next. */
  public static final int FULL = 100;

  public Case {
    reports = List.copyOf(reports);
  }

  /**
   * Lower results that others got.
   *
   * @param entries theirs
   * @param evaluator whether one of them is of somebody whom the operator made an evaluator
   */
  public record Opposing(List<EntryIndex> entries, boolean evaluator) {
    static final Opposing NONE = new Opposing(List.of(), false);

    public Opposing {
      entries = List.copyOf(entries);
    }

    Opposing with(EntryIndex entry, boolean byEvaluator) {
      var all = new ArrayList<>(entries);
      if (!all.contains(entry)) {
        all.add(entry);
      }
      return new Opposing(all, evaluator || byEvaluator);
    }
  }

  /**
   * A report that somebody stands for.
   *
   * @param report its entry
   * @param voice whose it is
   */
  public record Reported(EntryReference report, Voice voice) {}

  static Case opened(LedgerEntry by, Cause cause, CaseGroup group) {
    return new Case(
        new CaseId(by.index(), cause),
        by.reference(),
        by.record().receivedAt(),
        group,
        by.index(),
        Opposing.NONE,
        List.of(),
        0,
        Proceedings.none(cause == Cause.CORRECTION));
  }

  /**
   * What it makes of the standing of its results; empty when nothing. What anybody may say, that is
   * reports and results of no evaluator, opens a case for reviewers and touches no standing until
   * one of them takes it up.
   */
  public Optional<CaseStanding> standing() {
    if (proceedings.confirmed()) {
      return Optional.of(
          proceedings.appealPending() ? CaseStanding.DISPUTED : CaseStanding.REFUTED);
    }
    if (proceedings.confirming() != null
        || (proceedings.contested() && proceedings.settled() == null)) {
      return Optional.of(CaseStanding.DISPUTED);
    }
    return decided() || !(stoodFor() || proceedings.asked())
        ? Optional.empty()
        : Optional.of(CaseStanding.UNDER_REVIEW);
  }

  private boolean stoodFor() {
    return switch (id.cause()) {
      case SUSPICION, INCONSISTENT, CORRECTION, KEY -> true;
      case REPRODUCTION -> opposing.evaluator();
      case REPORT -> false;
    };
  }

  boolean decided() {
    return proceedings.state() == CaseState.DECIDED;
  }

  /** Whether that result is among those that are named one by one. */
  boolean covers(EntryIndex entry, int result) {
    return group instanceof Parts parts && parts.covers(entry, result);
  }

  /** Whether results may still join it: what a reviewer found is never said of later ones. */
  boolean gathers() {
    return proceedings.untouched() && group instanceof Parts parts && parts.parts().size() < FULL;
  }

  /** The entries that the rules look at to tell whose case it is. */
  public Stream<EntryIndex> entries() {
    return Stream.concat(group.entries(), opposing.entries().stream()).distinct();
  }

  /** Organisations of those who reported it. */
  SortedSet<String> reporters() {
    var all = new TreeSet<String>();
    reports.forEach(report -> all.addAll(report.voice().organisations()));
    return all;
  }

  Case after(UnaryOperator<Proceedings> said) {
    return new Case(
        id,
        opening,
        openedAt,
        group,
        through,
        opposing,
        reports,
        anonymous,
        said.apply(proceedings));
  }

  /** With results more, which came by entry {@code by}; the same where it had them all. */
  Case with(Part added, EntryIndex by) {
    return group instanceof Parts parts && !parts.covers(added)
        ? new Case(
            id, opening, openedAt, parts.with(added), by, opposing, reports, anonymous, proceedings)
        : this;
  }

  Case opposed(EntryIndex entry, boolean evaluator) {
    var more = opposing.with(entry, evaluator);
    return new Case(id, opening, openedAt, group, through, more, reports, anonymous, proceedings);
  }

  /** With a report more; {@code voice} is null where nobody stands for it. */
  Case reported(EntryReference report, @Nullable Voice voice) {
    if (voice == null) {
      return new Case(
          id, opening, openedAt, group, through, opposing, reports, anonymous + 1, proceedings);
    }
    var all = new ArrayList<>(reports);
    all.add(new Reported(report, voice));
    return new Case(id, opening, openedAt, group, through, opposing, all, anonymous, proceedings);
  }
}

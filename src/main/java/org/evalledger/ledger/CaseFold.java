package org.evalledger.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.evalledger.ledger.CaseGroup.Part;
import org.evalledger.ledger.CaseGroup.Parts;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Verdict;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Answer;
import org.evalledger.statement.Appeal;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.Decision;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Report;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Role;
import org.pcollections.TreePVector;

/**
 * What one entry makes of the cases. Results join a case only while no reviewer has found anything
 * on it; afterwards they open one of their own. Those that joined while a reviewer read it, its
 * word has to name ({@link CaseRules}), so that it never reaches results that nobody weighed.
 */
final class CaseFold {
  private static final Comparator<CaseId> CASES =
      Comparator.comparing(CaseId::opening).thenComparing(CaseId::cause);

  private final Ledger before;
  private final LedgerEntry entry;
  private Cases cases;

  /**
   * @param before the ledger before the entry
   * @param entry the entry
   * @param sooner the cases before it
   */
  CaseFold(Ledger before, LedgerEntry entry, Cases sooner) {
    this.before = before;
    this.entry = entry;
    this.cases = sooner.quiet();
  }

  /** The cases with the entry. */
  Cases cases() {
    switch (entry.statement()) {
      case Evaluation evaluation -> evaluated(evaluation);
      case Reassessment again -> assessed(again.entry().index());
      case Key.Revoke revoke -> doubted(revoke);
      case ReviewStatement said -> said(said);
      default -> {}
    }
    return cases;
  }

  private void evaluated(Evaluation evaluation) {
    for (Kid kid : entry.record().kids()) {
      KeySignings signed = cases.signings().getOrDefault(kid, KeySignings.NONE);
      cases = cases.signed(kid, signed.with(before, entry, evaluation));
    }
    corrected(evaluation);
    assessed(entry.index());
  }

  /** What supersedes a result whose case is not cleared inherits the question. */
  private void corrected(Evaluation evaluation) {
    var corrections = new TreeSet<Integer>();
    for (int i = 0; i < evaluation.results().size(); i++) {
      ResultReference earlier = evaluation.results().get(i).supersedes();
      if (earlier == null) {
        continue;
      }
      for (CaseId id : cases.about(earlier.entry().index())) {
        Case found = cases.byId().get(id);
        if (found != null && found.covers(earlier.entry().index(), earlier.result())) {
          if (found.gathers()) {
            join(found, new Part(entry.index(), List.of(i)));
          } else if (!found.proceedings().cleared() || !found.decided()) {
            corrections.add(i);
          }
        }
      }
    }
    if (!corrections.isEmpty()) {
      var part = new Part(entry.index(), List.copyOf(corrections));
      run(Cause.CORRECTION)
          .flatMap(cases::gathering)
          .ifPresentOrElse(open -> join(open, part), () -> open(Cause.CORRECTION, part));
    }
  }

  private void assessed(EntryIndex subject) {
    EntryRecord.Summary summary = entry.record().assessment();
    if (summary == null) {
      return;
    }
    if (entry.statement() instanceof Reassessment) {
      // What is told of them stands on the assessment.
      undecided(subject).forEach(this::keep);
    }
    BigDecimal alert = Cases.alert(before);
    if (summary.suspicion() != null && new BigDecimal(summary.suspicion()).compareTo(alert) >= 0) {
      found(Cause.SUSPICION, subject, result -> result.reaches(alert));
    }
    if (summary.verdict() == Verdict.INCONSISTENT) {
      found(Cause.INCONSISTENT, subject, result -> result.verdict() == Verdict.INCONSISTENT);
    }
    claimedAbove();
  }

  /**
   * Results that stand out, or all where none does by itself: then the model as a whole does. Those
   * about which there is a case of that cause get no second one.
   */
  private void found(Cause cause, EntryIndex subject, Predicate<AssessedResult> out) {
    int size = size();
    var all = IntStream.range(0, size).boxed().toList();
    var told =
        entry.assessed().size() < size
            ? List.<Integer>of()
            : all.stream().filter(i -> out.test(entry.assessed().get(i))).toList();
    List<Integer> fresh =
        (told.isEmpty() ? all : told)
            .stream()
                .filter(i -> cases.about(subject, cause).noneMatch(c -> c.covers(subject, i)))
                .toList();
    if (!fresh.isEmpty()) {
      var part = new Part(subject, fresh);
      cases
          .about(subject, cause)
          .filter(Case::gathers)
          .findFirst()
          .or(() -> run(cause).flatMap(cases::gathering))
          .ifPresentOrElse(open -> join(open, part), () -> open(cause, part));
    }
  }

  /** That of the evaluation itself; a re-assessment is of one entry, whatever ran beside it. */
  private Optional<CaseRun> run(Cause cause) {
    return entry.statement() instanceof Evaluation evaluation
        ? Optional.of(CaseRun.of(cause, evaluation))
        : Optional.empty();
  }

  /** Results of the entry that was assessed. */
  private int size() {
    return entry.statement() instanceof Evaluation evaluation
        ? evaluation.results().size()
        : entry.assessed().size();
  }

  private List<Case> undecided(EntryIndex subject) {
    return cases.about(subject).stream()
        .flatMap(id -> cases.find(id).stream())
        .filter(found -> !found.decided())
        .toList();
  }

  private void claimedAbove() {
    var claims = new TreeMap<EntryIndex, TreeSet<Integer>>();
    var opposing = Case.Opposing.NONE;
    for (ClaimedAbove pair : entry.claimedAbove()) {
      Optional<Case> takes = takes(pair);
      if (takes.isPresent()) {
        opposed(takes.get(), pair);
      } else {
        claims.computeIfAbsent(pair.claim(), any -> new TreeSet<>()).add(pair.result());
        opposing = opposing.with(pair.reproduction(), pair.evaluator());
      }
    }
    if (!claims.isEmpty()) {
      var parts =
          claims.entrySet().stream()
              .map(claim -> new Part(claim.getKey(), List.copyOf(claim.getValue())))
              .toList();
      Case opened = Case.opened(entry, Cause.REPRODUCTION, new Parts(parts));
      for (EntryIndex other : opposing.entries()) {
        opened = opened.opposed(other, opposing.evaluator());
      }
      keep(opened);
    }
  }

  /**
   * The case that a lower result belongs to: the one that knows it, one that gathers, or one about
   * that claim which is not cleared. What was cleared, somebody else's result asks anew.
   */
  private Optional<Case> takes(ClaimedAbove pair) {
    List<Case> about = cases.about(pair.claim(), Cause.REPRODUCTION).toList();
    Predicate<Case> covers = found -> found.covers(pair.claim(), pair.result());
    return first(about, covers.and(one -> one.opposing().entries().contains(pair.reproduction())))
        .or(() -> first(about, covers.and(one -> !one.decided() || !one.proceedings().cleared())))
        .or(() -> first(about, Case::gathers));
  }

  private static Optional<Case> first(List<Case> cases, Predicate<Case> that) {
    return cases.stream().filter(that).findFirst();
  }

  private void opposed(Case found, ClaimedAbove pair) {
    boolean covered = found.covers(pair.claim(), pair.result());
    Case next = found.opposed(pair.reproduction(), pair.evaluator());
    if (!covered) {
      next = next.with(new Part(pair.claim(), List.of(pair.result())), entry.index());
    }
    if (!next.equals(found)) {
      keep(next);
    }
  }

  private void doubted(Key.Revoke revoke) {
    Instant since = revoke.compromisedSince();
    Optional<RegisteredKey> key = before.key(new Kid(revoke.kid()));
    if (since == null || key.isEmpty()) {
      return;
    }
    Kid kid = key.get().key().thumbprint();
    var spoken = new TreeSet<CaseId>(CASES);
    spoken.addAll(cases.votes().getOrDefault(kid, TreePVector.empty()));
    for (CaseId id : spoken) {
      Case found = cases.byId().get(id);
      Optional<Proceedings> next =
          found == null ? Optional.empty() : found.proceedings().doubted(kid, since);
      if (found != null && next.isPresent()) {
        cases = cases.with(found.after(words -> next.get()));
      }
    }
    var group = cases.signings().getOrDefault(kid, KeySignings.NONE).since(kid, since);
    if (!group.submitters().isEmpty()) {
      keep(Case.opened(entry, Cause.KEY, group));
    }
  }

  private void said(ReviewStatement said) {
    switch (said) {
      case Report report -> reported(report);
      case Answer answer ->
          change(answer.about().id(), found -> found.after(Proceedings::answered));
      case Appeal appeal ->
          change(
              appeal.about().id(),
              found -> found.after(words -> words.appealed(entry.reference())));
      case Decision decision -> {
        var vote =
            new Proceedings.Vote(
                entry.reference(),
                Voice.of(before, decision),
                decision.outcome(),
                entry.record().kids(),
                entry.record().receivedAt());
        change(decision.about().id(), found -> found.after(words -> words.after(vote)));
        cases = cases.voted(entry.record().kids(), decision.about().id());
      }
    }
  }

  private void reported(Report report) {
    Voice voice = isAnonymous(before, report) ? null : Voice.of(before, report);
    var part = new Part(report.entry().index(), report.results());
    Optional<Case> open = openReport(cases, report.entry().index());
    keep(
        open.map(found -> found.with(part, entry.index()))
            .orElseGet(() -> Case.opened(entry, Cause.REPORT, new Parts(List.of(part))))
            .reported(entry.reference(), voice));
  }

  /** Whether the service reports for somebody of whom it says nothing. */
  static boolean isAnonymous(Ledger ledger, Report report) {
    return report.onBehalfOf() == null && ledger.has(report.header().submitter(), Role.SERVICE);
  }

  /** The case in which reports on {@code entry} gather. */
  static Optional<Case> openReport(Cases cases, EntryIndex entry) {
    return cases.about(entry, Cause.REPORT).filter(Case::gathers).findFirst();
  }

  private void join(Case found, Part part) {
    keep(found.with(part, entry.index()));
  }

  private void open(Cause cause, Part part) {
    Case opened = Case.opened(entry, cause, new Parts(List.of(part)));
    keep(opened);
    run(cause).ifPresent(run -> cases = cases.ran(run, opened.id()));
  }

  private void change(CaseId id, UnaryOperator<Case> change) {
    Case found = cases.byId().get(id);
    // An audit takes in what the rules refused; what names no case changes none.
    if (found != null) {
      cases = cases.with(change.apply(found));
    }
  }

  /** Notes a case that this entry opened or added to; nobody spoke on it. */
  private void keep(Case next) {
    cases = cases.with(next.after(Proceedings::quiet));
  }
}

package org.evalledger.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
import org.evalledger.statement.Policy;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Report;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * All cases as of a prefix: which entries open one, and what became of it. Immutable.
 *
 * @param byId all there ever were
 * @param byEntry the cases about each evaluation, in the order of their opening
 * @param touched those that the newest entry opened or changed, in the order of their causes
 */
public record Cases(
    PMap<CaseId, Case> byId, PMap<EntryIndex, PVector<CaseId>> byEntry, List<CaseId> touched) {
  /** Suspicion from which a case opens where no policy says otherwise. */
  public static final BigDecimal ALERT = new BigDecimal("0.75");

  static final Cases NONE = new Cases(HashTreePMap.empty(), HashTreePMap.empty(), List.of());

  public Cases {
    touched = List.copyOf(touched);
  }

  /** The case of that name. */
  public Optional<Case> find(CaseId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All cases, in no order. */
  public Collection<Case> all() {
    return byId.values();
  }

  /** Suspicion from which a case opens under the policy in force. */
  public static BigDecimal alert(Ledger ledger) {
    return ledger
        .policy()
        .map(StandingPolicy::statement)
        .map(Policy::thresholds)
        .map(limits -> limits.flagged().value())
        .orElse(ALERT);
  }

  /** The cases with one entry more. */
  Cases after(Ledger before, LedgerEntry entry) {
    Cases quiet = touched.isEmpty() ? this : new Cases(byId, byEntry, List.of());
    return switch (entry.statement()) {
      case Evaluation evaluation -> quiet.assessed(before, entry, entry.index());
      case Reassessment again -> quiet.assessed(before, entry, again.entry().index());
      case Key.Revoke revoke -> quiet.doubted(before, entry, revoke);
      case ReviewStatement said -> quiet.said(before, entry, said);
      default -> quiet;
    };
  }

  private Cases assessed(Ledger before, LedgerEntry entry, EntryIndex subject) {
    EntryRecord.Summary summary = entry.record().assessment();
    if (summary == null) {
      return this;
    }
    Cases next = this;
    if (summary.suspicion() != null
        && new BigDecimal(summary.suspicion()).compareTo(alert(before)) >= 0) {
      next = next.opened(entry, Cause.SUSPICION, subject);
    }
    if (summary.verdict() == Verdict.INCONSISTENT) {
      next = next.opened(entry, Cause.INCONSISTENT, subject);
    }
    return next.claimedAbove(entry);
  }

  /** An entry has at most one case for what an assessment found: assessed again, it is the same. */
  private Cases opened(LedgerEntry entry, Cause cause, EntryIndex subject) {
    boolean known = about(subject).stream().anyMatch(id -> id.cause() == cause);
    var group = new Parts(List.of(new Part(subject, null)));
    return known ? this : with(Case.opened(entry, cause, group, List.of()));
  }

  private Cases claimedAbove(LedgerEntry entry) {
    var claims = new TreeMap<EntryIndex, TreeSet<Integer>>();
    var opposing = new TreeSet<EntryIndex>();
    for (ClaimedAbove pair : entry.claimedAbove()) {
      if (about(pair.claim()).stream().noneMatch(id -> id.cause() == Cause.REPRODUCTION)) {
        claims.computeIfAbsent(pair.claim(), any -> new TreeSet<>()).add(pair.result());
        opposing.add(pair.reproduction());
      }
    }
    List<Part> parts =
        claims.entrySet().stream()
            .map(claim -> new Part(claim.getKey(), List.copyOf(claim.getValue())))
            .toList();
    return parts.isEmpty()
        ? this
        : with(Case.opened(entry, Cause.REPRODUCTION, new Parts(parts), List.copyOf(opposing)));
  }

  private Cases doubted(Ledger before, LedgerEntry entry, Key.Revoke revoke) {
    var since = revoke.compromisedSince();
    Optional<RegisteredKey> key = before.key(new Kid(revoke.kid()));
    if (since == null || key.isEmpty()) {
      return this;
    }
    var group = new CaseGroup.SignedBy(key.get().key().thumbprint(), key.get().submitter(), since);
    return with(Case.opened(entry, Cause.KEY, group, List.of()));
  }

  private Cases said(Ledger before, LedgerEntry entry, ReviewStatement said) {
    return switch (said) {
      case Report report -> reported(before, entry, report);
      case Answer answer ->
          changed(answer.about().id(), found -> found.with(found.proceedings().answered()));
      case Appeal appeal ->
          changed(
              appeal.about().id(),
              found -> found.with(found.proceedings().appealed(entry.reference())));
      case Decision decision -> {
        var vote =
            new Proceedings.Vote(entry.reference(), Voice.of(before, decision), decision.outcome());
        yield changed(decision.about().id(), found -> found.with(found.proceedings().after(vote)));
      }
    };
  }

  private Cases reported(Ledger before, LedgerEntry entry, Report report) {
    Optional<Voice> voice =
        isAnonymous(before, report) ? Optional.empty() : Optional.of(Voice.of(before, report));
    EntryIndex subject = report.entry().index();
    var group = new Parts(List.of(new Part(subject, report.results())));
    Optional<Case> open = openReport(subject);
    return open.isPresent()
        ? with(open.get().reported(entry.reference(), voice, wider(open.get().group(), group)))
        : with(
            Case.opened(entry, Cause.REPORT, group, List.of())
                .reported(entry.reference(), voice, group));
  }

  /** Whether the service reports for somebody of whom it says nothing. */
  static boolean isAnonymous(Ledger ledger, Report report) {
    return report.onBehalfOf() == null && ledger.has(report.header().submitter(), Role.SERVICE);
  }

  /** The open case in which reports on {@code entry} gather. */
  Optional<Case> openReport(EntryIndex entry) {
    return about(entry).stream()
        .filter(id -> id.cause() == Cause.REPORT)
        .flatMap(id -> find(id).stream())
        .filter(found -> found.proceedings().state() != CaseState.DECIDED)
        .findFirst();
  }

  private static CaseGroup wider(CaseGroup one, CaseGroup other) {
    if (!(one instanceof Parts(var before)) || !(other instanceof Parts(var added))) {
      return one;
    }
    Part part = before.getFirst();
    List<Integer> more = added.getFirst().results();
    List<Integer> now = part.results();
    if (now == null || more == null) {
      return new Parts(List.of(new Part(part.entry(), null)));
    }
    var all = new TreeSet<>(now);
    all.addAll(more);
    return new Parts(List.of(new Part(part.entry(), new ArrayList<>(all))));
  }

  /** The cases about {@code entry}, in the order of their opening. */
  public List<CaseId> about(EntryIndex entry) {
    @Nullable PVector<CaseId> known = byEntry.get(entry);
    return known == null ? List.of() : known;
  }

  private Cases changed(CaseId id, UnaryOperator<Case> change) {
    Case before = byId.get(id);
    // An audit takes in what the rules refused; what names no case changes none.
    return before == null ? this : with(change.apply(before));
  }

  private Cases with(Case next) {
    PMap<EntryIndex, PVector<CaseId>> entries = byEntry;
    if (!byId.containsKey(next.id())) {
      for (EntryIndex entry : next.group().entries().toList()) {
        entries =
            entries.plus(entry, entries.getOrDefault(entry, TreePVector.empty()).plus(next.id()));
      }
    }
    var all = new ArrayList<>(touched);
    all.remove(next.id());
    all.add(next.id());
    return new Cases(byId.plus(next.id(), next), entries, all);
  }
}

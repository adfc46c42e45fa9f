package org.evalledger.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.ledger.CaseGroup.SignedBy;
import org.evalledger.signing.Kid;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Policy;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * All cases as of a prefix: which there are, what became of them, and what the next entry must find
 * quickly. Immutable.
 *
 * @param byId all there ever were
 * @param byEntry the cases about each evaluation, in the order of their opening
 * @param byRun the newest case about results of each run, by cause
 * @param byKey the cases about all that a key signed, in the order of their opening
 * @param votes the cases on which reviewers spoke with each key, in the order of their words
 * @param signings what each key signed
 * @param waiting in how many undecided cases each reporter has a report
 * @param touched those that the newest entry opened or changed, in the order of their causes
 */
public record Cases(
    PMap<CaseId, Case> byId,
    PMap<EntryIndex, PVector<CaseId>> byEntry,
    PMap<CaseRun, CaseId> byRun,
    PMap<Kid, PVector<CaseId>> byKey,
    PMap<Kid, PVector<CaseId>> votes,
    PMap<Kid, KeySignings> signings,
    PMap<String, Integer> waiting,
    List<CaseId> touched) {
  /** Suspicion from which a case opens where no policy says otherwise. */
  public static final BigDecimal ALERT = new BigDecimal("0.75");

  static final Cases NONE =
      new Cases(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          List.of());

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
    return new CaseFold(before, entry, this).cases();
  }

  /** The cases about {@code entry} that name it, in the order of their opening. */
  public List<CaseId> about(EntryIndex entry) {
    return byEntry.getOrDefault(entry, TreePVector.empty());
  }

  /** The same of that cause. */
  Stream<Case> about(EntryIndex entry, Cause cause) {
    return about(entry).stream().filter(id -> id.cause() == cause).flatMap(id -> find(id).stream());
  }

  /** What all cases together make of the standing of result {@code result} of {@code entry}. */
  public Optional<CaseStanding> standing(LedgerEntry entry, int result) {
    Stream<Case> named =
        about(entry.index()).stream()
            .flatMap(id -> find(id).stream())
            .filter(found -> found.covers(entry.index(), result));
    Stream<Case> signed =
        entry.record().kids().stream()
            .flatMap(kid -> byKey.getOrDefault(kid, TreePVector.empty()).stream())
            .flatMap(id -> find(id).stream())
            .filter(found -> covers(found, entry));
    return Stream.concat(named, signed)
        .flatMap(found -> found.standing().stream())
        .min(CaseStanding::compareTo);
  }

  private static boolean covers(Case found, LedgerEntry entry) {
    return found.group() instanceof SignedBy signed
        && entry.record().receivedAt().isAfter(signed.since())
        && entry.index().compareTo(found.id().opening()) < 0;
  }

  Cases quiet() {
    return touched.isEmpty() ? this : touching(List.of());
  }

  private Cases touching(List<CaseId> next) {
    return new Cases(byId, byEntry, byRun, byKey, votes, signings, waiting, next);
  }

  /** With {@code next}, which the newest entry opened or changed. */
  Cases with(Case next) {
    Case before = byId.get(next.id());
    PMap<EntryIndex, PVector<CaseId>> entries = byEntry;
    PMap<Kid, PVector<CaseId>> keys = byKey;
    if (before == null || !before.group().equals(next.group())) {
      Set<EntryIndex> had =
          before == null ? Set.of() : Set.copyOf(before.group().entries().toList());
      for (EntryIndex entry : next.group().entries().toList()) {
        entries = had.contains(entry) ? entries : plus(entries, entry, next.id());
      }
      if (before == null && next.group() instanceof SignedBy signed) {
        keys = plus(keys, signed.kid(), next.id());
      }
    }
    var changed = new ArrayList<>(touched);
    changed.remove(next.id());
    changed.add(next.id());
    return new Cases(
        byId.plus(next.id(), next),
        entries,
        byRun,
        keys,
        votes,
        signings,
        waiting(before, next),
        changed);
  }

  private static <K> PMap<K, PVector<CaseId>> plus(PMap<K, PVector<CaseId>> all, K key, CaseId id) {
    return all.plus(key, all.getOrDefault(key, TreePVector.empty()).plus(id));
  }

  private PMap<String, Integer> waiting(@Nullable Case before, Case next) {
    if (next.reports().isEmpty()
        || (before != null
            && before.decided() == next.decided()
            && before.reports().size() == next.reports().size())) {
      return waiting;
    }
    Set<String> was = before == null ? Set.of() : waitingIn(before);
    Set<String> is = waitingIn(next);
    PMap<String, Integer> counts = waiting;
    for (String reporter : was) {
      if (!is.contains(reporter)) {
        int left = counts.getOrDefault(reporter, 1) - 1;
        counts = left == 0 ? counts.minus(reporter) : counts.plus(reporter, left);
      }
    }
    for (String reporter : is) {
      if (!was.contains(reporter)) {
        counts = counts.plus(reporter, counts.getOrDefault(reporter, 0) + 1);
      }
    }
    return counts;
  }

  private static Set<String> waitingIn(Case found) {
    var reporters = new TreeSet<String>();
    if (!found.decided()) {
      found.reports().forEach(report -> reporters.add(report.voice().reporter()));
    }
    return reporters;
  }

  /** With a reviewer's word by these keys on that case. */
  Cases voted(List<Kid> kids, CaseId id) {
    PMap<Kid, PVector<CaseId>> all = votes;
    for (Kid kid : kids) {
      all = plus(all, kid, id);
    }
    return new Cases(byId, byEntry, byRun, byKey, all, signings, waiting, touched);
  }

  /** The newest case about results of that run, as long as more may join it. */
  Optional<Case> gathering(CaseRun run) {
    return Optional.ofNullable(byRun.get(run)).flatMap(this::find).filter(Case::gathers);
  }

  /** With {@code id} as the newest case about results of that run. */
  Cases ran(CaseRun run, CaseId id) {
    return new Cases(byId, byEntry, byRun.plus(run, id), byKey, votes, signings, waiting, touched);
  }

  /** With what {@code kid} signed. */
  Cases signed(Kid kid, KeySignings signed) {
    return new Cases(
        byId, byEntry, byRun, byKey, votes, signings.plus(kid, signed), waiting, touched);
  }
}

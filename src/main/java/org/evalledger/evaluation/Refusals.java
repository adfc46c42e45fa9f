package org.evalledger.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Conflict;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.ledger.Ruling.Unauthorised;
import org.jspecify.annotations.Nullable;

/** What several rules say of one statement, put into one answer: all faults at once. */
final class Refusals {
  private final Faults faults = new Faults();
  private final List<Clash> clashes = new ArrayList<>();
  private @Nullable Refusal authority;

  void add(Optional<Refusal> refusal) {
    refusal.ifPresent(this::add);
  }

  /**
   * The same, of a statement with faults of form: only what is said of sound members counts. A rule
   * that keeps somebody out needs the submitter's name for that.
   */
  void add(Optional<Refusal> refusal, FaultyMembers faulty) {
    refusal.ifPresent(
        found -> {
          switch (found) {
            case Invalid(var wrong) ->
                faults.addAll(wrong.stream().filter(faulty::leaveSound).toList());
            case Forbidden forbidden when faulty.touches("/submitter") -> {
              // Whose statement it is nobody can tell.
            }
            case Unauthorised unauthorised -> add(unauthorised);
            case Forbidden forbidden -> add(forbidden);
            case Conflict conflict -> add(conflict);
          }
        });
  }

  void add(Refusal refusal) {
    switch (refusal) {
      case Unauthorised unauthorised -> keep(unauthorised);
      case Forbidden forbidden -> keep(forbidden);
      case Invalid(var found) -> faults.addAll(found);
      case Conflict(var found) -> clashes.addAll(found);
    }
  }

  private void keep(Refusal first) {
    authority = authority == null ? first : authority;
  }

  /** All faults so far. */
  List<Fault> faults() {
    return faults.list();
  }

  /** The first kind of 401 or 403, 422 and 409 that was found; empty when nothing was. */
  Optional<Refusal> worst() {
    if (authority != null) {
      return Optional.of(authority);
    }
    if (!faults.isEmpty()) {
      return Optional.of(new Invalid(faults.list()));
    }
    return clashes.isEmpty() ? Optional.empty() : Optional.of(new Conflict(clashes));
  }
}

package org.evalledger.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Conflict;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.ledger.Ruling.Unauthorised;
import org.jspecify.annotations.Nullable;

/** What several rules say of one statement, put into one answer: all faults at once. */
final class Refusals {
  private final List<Fault> faults = new ArrayList<>();
  private final List<Clash> clashes = new ArrayList<>();
  private @Nullable Refusal authority;

  void add(Optional<Refusal> refusal) {
    refusal.ifPresent(this::add);
  }

  private void add(Refusal refusal) {
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
    return List.copyOf(faults);
  }

  /** The first kind of 401 or 403, 422 and 409 that was found; empty when nothing was. */
  Optional<Refusal> worst() {
    if (authority != null) {
      return Optional.of(authority);
    }
    if (!faults.isEmpty()) {
      return Optional.of(new Invalid(faults));
    }
    return clashes.isEmpty() ? Optional.empty() : Optional.of(new Conflict(clashes));
  }
}

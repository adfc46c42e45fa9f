package org.evalledger.review;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.evalledger.database.Transactions;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.CaseParties;
import org.evalledger.ledger.CaseState;
import org.evalledger.ledger.Ledger;
import org.evalledger.registry.Registry;
import org.evalledger.registry.StoredEarlier;
import org.evalledger.statement.CaseId;

/**
 * Who works on which case. It binds nobody: any reviewer may decide; it keeps two from doing the
 * same work, and what nobody moves comes back by itself.
 */
@Singleton
public final class Assignments {
  private final AssignmentRepository repository;
  private final Transactions transactions;
  private final Registry registry;
  private final Clock clock;
  private final Duration held;

  Assignments(
      AssignmentRepository repository,
      Transactions transactions,
      Registry registry,
      Clock clock,
      @Property(name = "evalledger.case.held", defaultValue = "7d") Duration held) {
    this.repository = repository;
    this.transactions = transactions;
    this.registry = registry;
    this.clock = clock;
    this.held = held;
  }

  /** Assigns a case to {@code who}, whom the caller knows to be a reviewer; again prolongs it. */
  public Assigned assign(Who who, CaseId id) {
    Ledger ledger = registry.now();
    return ledger
        .cases()
        .find(id)
        .map(found -> assign(who, ledger, found))
        .orElseGet(Assigned.Missing::new);
  }

  private Assigned assign(Who who, Ledger ledger, Case found) {
    if (found.proceedings().state() == CaseState.DECIDED) {
      return new Assigned.Decided();
    }
    return transactions.write(
        connection -> {
          var earlier = StoredEarlier.read(connection, found.entries().toList(), List.of());
          Set<String> parties = CaseParties.of(ledger, earlier, found);
          if (who.organisations().isEmpty()) {
            return new Assigned.Interested(List.of());
          }
          return who.organisations().stream().anyMatch(parties::contains)
              ? new Assigned.Interested(List.copyOf(parties))
              : take(who, found.id());
        });
  }

  private Assigned take(Who who, CaseId id) {
    repository.lockNotices();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long opening = id.opening().value();
    String cause = id.cause().word();
    boolean theirs = repository.assign(opening, cause, who.name(), now, now.plus(held)) == 1;
    CaseAssignment assignment = repository.find(opening, cause, now).getFirst();
    if (!theirs) {
      return new Assigned.Taken(assignment);
    }
    repository.note(opening, cause, "assigned", who.name(), assignment.assignedAt(), now);
    return new Assigned.Theirs(assignment);
  }

  /** Gives a case back; nothing where {@code who} does not work on it. */
  public void release(Who who, CaseId id) {
    transactions.write(
        connection -> {
          repository.lockNotices();
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          long opening = id.opening().value();
          String cause = id.cause().word();
          if (repository.release(opening, cause, who.name()) == 1) {
            repository.note(opening, cause, "released", who.name(), now, now);
          }
          return true;
        });
  }
}

package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.database.Transactions;
import org.evalledger.evaluation.Admission;
import org.evalledger.json.Fault;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Signed;
import org.evalledger.registry.StoredEarlier;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;

/**
 * Tells the sender of a statement with faults of form what the ledger's rules would say of the rest
 * of it: all faults in one answer (design, §9). Such a statement never gets in line.
 */
@Singleton
final class FaultyStatements {
  private final Transactions transactions;
  private final Clock clock;

  FaultyStatements(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Why {@code asRead} may not enter; {@code form} or what comes before it, at least. */
  Ruling.Refusal refusal(Ledger ledger, Signed asRead, List<Fault> form) {
    return refusal(ledger, asRead, form, Admission::refusal);
  }

  /** The same, where it is still to be signed: whoever may say it. */
  Ruling.Refusal unsigned(Ledger ledger, Signed asRead, List<Fault> form) {
    return refusal(ledger, asRead, form, Admission::unsigned);
  }

  /** The rules, knowing some of the entries before. */
  private interface Rules {
    Ruling.Refusal refusal(
        Ledger ledger, Earlier earlier, Signed asRead, List<Fault> form, Instant now);
  }

  private Ruling.Refusal refusal(Ledger ledger, Signed asRead, List<Fault> form, Rules rules) {
    Instant now = clock.instant();
    var asked = new Asked();
    Ruling.Refusal withoutEarlier = rules.refusal(ledger, asked, asRead, form, now);
    List<ConflictKey> keys =
        asRead.statement() instanceof Evaluation evaluation
            ? ConflictKey.of(evaluation)
            : List.of();
    // A rule that looked for an entry spoke without knowing it, whatever it said.
    boolean asksForEntries = !asked.indexes.isEmpty();
    boolean asksForResults = withoutEarlier instanceof Ruling.Invalid && !keys.isEmpty();
    if (!asksForEntries && !asksForResults) {
      return withoutEarlier;
    }
    return transactions.read(
        connection ->
            rules.refusal(
                ledger, StoredEarlier.read(connection, asked.indexes, keys), asRead, form, now));
  }

  /** Knows no entry, and notes for which it was asked. */
  private static final class Asked implements Earlier {
    private final Set<EntryIndex> indexes = new HashSet<>();

    @Override
    public Optional<EarlierEntry> entry(EntryIndex index) {
      indexes.add(index);
      return Optional.empty();
    }

    @Override
    public Optional<StandingResult> current(ConflictKey key) {
      return Optional.empty();
    }
  }
}

package org.evalledger.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.evaluation.Admission;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Signed;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Relation;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.Reassessment;
import org.evalledger.suspicion.Assessed;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rules through a log, entry by entry, and notes where the log did not. An entry that
 * should not be there is taken in all the same, as the service did, so that one finding does not
 * drag others behind it.
 */
final class Rules {
  /** How far a ledger's clock may be ahead of the auditor's, or behind another's. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private final Findings findings;
  private final SeenEntries seen = new SeenEntries();
  private final PrefixState prefix;
  private final Map<Long, Floor> floors = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private Instant lastReceivedAt = Instant.MIN;
  private long signatures;
  private long assessments;

  Rules(Ledger empty, Findings findings) {
    this.findings = findings;
    this.prefix = new PrefixState(empty);
  }

  /** What is judged from now on was there at {@code time}, by the auditor's own clock. */
  void at(Instant time) {
    now = time;
  }

  /** Holds what is judged from now on to {@code floor} too. */
  void notBefore(Floor floor) {
    floors.merge(floor.size(), floor, Floor::later);
  }

  SeenEntries seen() {
    return seen;
  }

  long signatures() {
    return signatures;
  }

  /** How many assessments were recomputed and found equal. */
  long assessments() {
    return assessments;
  }

  void judge(Step.Heard heard) {
    LedgerEntry entry = heard.step().entry();
    heard.swapped().ifPresent(why -> add(entry, Kind.ENVELOPE, "The envelope is another: " + why));
    facts(heard);
    time(entry);
    seen.envelope(entry.record().envelope())
        .ifPresent(
            first ->
                add(entry, Kind.REPEATED, "The same envelope is entry " + first.value() + "."));
    Signed signed = signed(heard);
    Ruling ruling =
        Admission.decide(
            heard.step().before(),
            seen,
            signed,
            entry.record().facts(),
            entry.record().receivedAt());
    switch (ruling) {
      case Ruling.Refusal refusal -> refused(heard.step(), refusal);
      case Ruling.Admitted admitted -> admitted(heard.step(), admitted);
    }
    boolean hasEnvelope = heard.step().leaf().source().envelope().isPresent();
    seen.add(
        entry,
        hasEnvelope,
        ruling instanceof Ruling.Admitted,
        ruling instanceof Ruling.Admitted admitted ? admitted.keys() : List.of());
    seen.evaluations().add(entry, heard.step().leaf().source().facts());
    prefix.add(heard.step());
  }

  private void add(LedgerEntry entry, Kind kind, String sentence) {
    findings.add(entry.index(), kind, sentence);
  }

  private void facts(Step.Heard heard) {
    LedgerEntry entry = heard.step().entry();
    Bytes facts = heard.step().leaf().source().facts();
    var against = new Against(entry.record());
    Optional<String> other = against.facts(facts);
    if (other.isPresent()) {
      add(entry, Kind.FACTS, "The facts are not the record's: " + other.get() + ".");
    } else if (heard.testimony().orElse(null) instanceof Testimony.Given given
        && !given.facts().bytes().equals(facts)) {
      add(entry, Kind.FACTS, "The facts are not what the envelope gives.");
    }
    against
        .statement(entry.statement())
        .ifPresent(why -> add(entry, Kind.RECORD, "The record is of another: " + why + "."));
  }

  private void time(LedgerEntry entry) {
    Instant receivedAt = entry.record().receivedAt();
    if (receivedAt.isBefore(lastReceivedAt)) {
      add(
          entry,
          Kind.RECEIVED_AT,
          "Received at %s, the entry before at %s."
              .formatted(Timestamp.write(receivedAt), Timestamp.write(lastReceivedAt)));
    } else {
      lastReceivedAt = receivedAt;
    }
    Optional.ofNullable(floors.remove(entry.index().value()))
        .flatMap(floor -> floor.fault(receivedAt))
        .ifPresent(why -> add(entry, Kind.RECEIVED_AT, why));
    // Not as long as the audit takes: the entry was there when the head was shown.
    if (receivedAt.isAfter(now.plus(AHEAD))) {
      add(
          entry,
          Kind.RECEIVED_AT,
          ("Received at %s, %s after the time here, %s: a ledger whose clock runs ahead shortens"
                  + " the %d hours for which an operator's new key waits in everybody's sight.")
              .formatted(
                  Timestamp.write(receivedAt),
                  Span.words(Duration.between(now, receivedAt)),
                  Timestamp.write(now),
                  Ledger.OPERATOR_WAIT.toHours()));
    }
  }

  /**
   * Who signed: by the verified envelope, or by the record's word where that is erased or refused.
   */
  private Signed signed(Step.Heard heard) {
    LedgerEntry entry = heard.step().entry();
    if (heard.testimony().isEmpty()) {
      return byRecord(heard.step());
    }
    return switch (heard.testimony().get()) {
      case Testimony.Given given -> {
        signatures += given.signers().size();
        new Against(entry.record())
            .signers(given.signers())
            .ifPresent(why -> add(entry, Kind.KIDS, "The signers are others: " + why + "."));
        yield new Signed(entry.statement(), given.signers(), given.introduced());
      }
      case Testimony.NotSigned(var reason) -> {
        add(entry, Kind.SIGNATURE, "The signatures do not hold: " + reason);
        yield byRecord(heard.step());
      }
      case Testimony.NoStatement(var reason) -> {
        add(entry, Kind.ENVELOPE, "The envelope is no statement: " + reason + ".");
        yield byRecord(heard.step());
      }
    };
  }

  private static Signed byRecord(Step step) {
    List<Kid> kids = step.entry().record().kids();
    Optional<PublicKey> introduced =
        step.entry().statement() instanceof Key.Register register
                && PublicKey.parse(register.jwk()) instanceof KeyReading.Key<PublicKey>(var key)
                && kids.contains(key.thumbprint())
                && step.before().key(key.thumbprint()).isEmpty()
            ? Optional.of(key)
            : Optional.empty();
    return new Signed(step.entry().statement(), kids, introduced);
  }

  private void refused(Step step, Ruling.Refusal refusal) {
    boolean first = step.entry().index().value() == 0;
    switch (refusal) {
      case Ruling.Unauthorised(var rule, var detail) ->
          add(step.entry(), first ? Kind.OPERATOR : Kind.AUTHORITY, detail);
      case Ruling.Forbidden(var detail) ->
          add(step.entry(), first ? Kind.OPERATOR : Kind.AUTHORITY, detail);
      case Ruling.Invalid(var faults) -> add(step.entry(), Kind.RULE, faults.getFirst().toString());
      case Ruling.Conflict(var clashes) ->
          add(
              step.entry(),
              Kind.RULE,
              "%s: entry %d stands already, and is not named as superseded."
                  .formatted(clashes.getFirst().pointer(), clashes.getFirst().index()));
    }
    prefixOf(step, OptionalLong.empty());
  }

  private void admitted(Step step, Ruling.Admitted ruling) {
    LedgerEntry entry = step.entry();
    Relation relation = ruling.relation();
    if (!Objects.equals(relation, entry.record().relation())) {
      add(
          entry,
          Kind.RELATION,
          "The relation is %s, want %s."
              .formatted(word(entry.record().relation()), word(relation)));
    }
    boolean inPrefix = prefixOf(step, ruling.newestDependency());
    if (entry.statement() instanceof Reassessment again) {
      if (inPrefix) {
        reassessed(step, again);
      }
      return;
    }
    if (!(entry.statement() instanceof Evaluation evaluation) || relation == null) {
      unassessed(step);
    } else if (inPrefix) {
      Instant receivedAt = entry.record().receivedAt();
      assessed(step, prefix.assess(evaluation, relation, receivedAt, entry.index().value()));
    }
  }

  private void reassessed(Step step, Reassessment again) {
    long index = again.entry().index().value();
    var seen = this.seen.evaluations().get(again.entry().index());
    if (seen.isEmpty()) {
      return;
    }
    Assessed computed = prefix.reassess(seen.get(), index);
    again
        .fault(computed.summary().algorithm(), computed.summary().sha256())
        .ifPresent(fault -> add(step.entry(), Kind.ASSESSMENT, fault.toString()));
    assessed(step, computed);
  }

  private static String word(@Nullable Relation relation) {
    return relation == null ? "none" : relation.word();
  }

  /** Whether the entry may state the prefix that it states. */
  private boolean prefixOf(Step step, OptionalLong dependency) {
    Optional<String> fault = prefix.moveTo(step, dependency);
    fault.ifPresent(why -> add(step.entry(), Kind.PREFIX, why));
    return fault.isEmpty();
  }

  private void unassessed(Step step) {
    if (step.entry().record().assessment() != null
        || step.leaf().source().assessment().isPresent()) {
      add(step.entry(), Kind.ASSESSMENT, "Its type is not assessed, and there is an assessment.");
    }
  }

  private void assessed(Step step, Assessed computed) {
    EntryRecord.Summary summary = step.entry().record().assessment();
    if (!computed.summary().equals(summary)) {
      add(
          step.entry(),
          Kind.ASSESSMENT,
          "The record says %s; recomputed as of the prefix it is %s."
              .formatted(summary, computed.summary()));
    } else if (!step.leaf().source().assessment().equals(Optional.of(computed.bytes()))) {
      add(step.entry(), Kind.ASSESSMENT, "The assessment is not the one the record names.");
    } else {
      assessments++;
    }
  }
}

package org.evalledger.submission;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.evaluation.Admission;
import org.evalledger.json.Fault;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.Ruling;
import org.evalledger.log.Draft;
import org.evalledger.log.Head;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Timestamp;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.StoredEarlier;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Takedown;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.Assessor;
import org.evalledger.suspicion.Outdone;

/**
 * Decides a batch against one prefix, the log as it was before the batch. What depends on an entry
 * of the batch itself is put off to the next one: so every record's prefix is where its batch
 * began, and no rule ever looks at what is not committed (promise 4).
 */
final class Batch {
  private final Ledger ledger;
  private final Assessor assessor;
  private final ReassessmentWriter reassessments;
  private final long prefix;
  private final Instant receivedAt;

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Candidate> admitted = new ArrayList<>();
  private final List<Decision.Answered> answers = new ArrayList<>();
  private final List<Candidate> putOff = new ArrayList<>();
  private final Set<Sha256> digests = new HashSet<>();

  /** Facts of those that are no evaluations. */
  private final Set<Sha256> said = new HashSet<>();

  private final Set<ConflictKey> keys = new HashSet<>();
  private final Map<Long, LedgerEntry> assessedBefore = new HashMap<>();
  private boolean closed;

  /**
   * @param ledger the state before the batch
   * @param assessor the assessments' state before the batch
   * @param reassessments writes those that are still to be written
   * @param head where the batch begins
   * @param now the clock's time; the batch is never received before an earlier entry
   */
  Batch(
      Ledger ledger, Assessor assessor, ReassessmentWriter reassessments, Head head, Instant now) {
    this.ledger = ledger;
    this.assessor = assessor;
    this.reassessments = reassessments;
    this.prefix = head.size();
    Instant received = Timestamp.cut(now);
    this.receivedAt = head.lastReceivedAt().filter(last -> last.isAfter(received)).orElse(received);
  }

  Decision decide(Connection connection, List<Candidate> candidates) throws SQLException {
    Map<Sha256, Long> known =
        StoredEarlier.envelopes(connection, candidates.stream().map(Candidate::digest).toList());
    Earlier earlier =
        StoredEarlier.read(
            connection,
            candidates.stream().flatMap(candidate -> candidate.references(ledger)).toList(),
            candidates.stream().flatMap(candidate -> candidate.keys().stream()).toList());
    readAssessedBefore(connection, candidates);
    for (Candidate candidate : candidates) {
      Long before = known.get(candidate.digest());
      if (before != null && !candidate.dry()) {
        answer(candidate, new Decided.InTheLogBefore(before));
      } else if (dependsOnBatch(candidate)) {
        putOff.add(candidate);
      } else {
        decide(written(candidate), earlier);
      }
    }
    return new Decision(drafts, admitted, answers, putOff);
  }

  private boolean dependsOnBatch(Candidate candidate) {
    return closed
        // What is said on a case, or opens one, is judged with all that the case has by then.
        || (!drafts.isEmpty() && candidate.signed().statement() instanceof ReviewStatement)
        || digests.contains(candidate.digest())
        || (!said.isEmpty() && said.contains(candidate.facts().sha256()))
        || candidate.keys().stream().anyMatch(keys::contains);
  }

  /** The entries that are to be assessed again. */
  private void readAssessedBefore(Connection connection, List<Candidate> candidates)
      throws SQLException {
    for (Candidate candidate : candidates) {
      if (candidate.signed().statement() instanceof Reassessment again) {
        for (LogEntry entry : LogReader.entries(connection, again.entry().index().value(), 1)) {
          assessedBefore.put(entry.index(), ReadEntry.of(entry).entry());
        }
      }
    }
  }

  /** With what it says, where that was still to be written. */
  private Candidate written(Candidate candidate) {
    if (candidate.intent() != Intent.WRITE
        || !(candidate.signed().statement() instanceof Reassessment again)) {
      return candidate;
    }
    return reassess(again)
        .map(computed -> reassessments.written(candidate, again, computed))
        .orElse(candidate);
  }

  /** Assesses an entry again, as of this batch's prefix; empty when it is no evaluation. */
  private Optional<Assessed> reassess(Reassessment again) {
    long index = again.entry().index().value();
    LedgerEntry before = assessedBefore.get(index);
    if (before == null || !(before.statement() instanceof Evaluation evaluation)) {
      return Optional.empty();
    }
    var relation = before.record().relation();
    return relation == null
        ? Optional.empty()
        : Optional.of(
            assessor.reassess(ledger, evaluation, relation, before.record().receivedAt(), index));
  }

  private static Optional<Fault> fault(Candidate candidate, Optional<Assessed> assessed) {
    return candidate.signed().statement() instanceof Reassessment again
        ? assessed
            .map(Assessed::summary)
            .flatMap(computed -> again.fault(computed.algorithm(), computed.sha256()))
        : Optional.empty();
  }

  private void decide(Candidate candidate, Earlier earlier) {
    Sha256 facts = candidate.facts().sha256();
    switch (rule(candidate, facts, earlier)) {
      case Ruling.Refusal refusal -> answer(candidate, new Decided.Out(refusal));
      case Ruling.Admitted ruling -> {
        Optional<Assessed> assessed = assess(candidate, ruling);
        Optional<Fault> fault = fault(candidate, assessed);
        if (fault.isPresent()) {
          answer(candidate, new Decided.Out(new Ruling.Invalid(List.of(fault.get()))));
        } else if (candidate.dry()) {
          answer(
              candidate, new Decided.WouldEnter(ruling.relation(), assessed.map(Assessed::bytes)));
        } else {
          admit(candidate, facts, ruling, assessed);
        }
      }
    }
  }

  /** What nobody signed is judged without asking who may say it, and enters in no case. */
  private Ruling rule(Candidate candidate, Sha256 facts, Earlier earlier) {
    return candidate.intent() == Intent.PREVIEW
        ? Admission.unsigned(
            ledger, earlier, candidate.signed(), facts, candidate.keys(), receivedAt)
        : Admission.decide(
            ledger, earlier, candidate.signed(), facts, candidate.keys(), receivedAt);
  }

  private void answer(Candidate candidate, Decided decided) {
    answers.add(new Decision.Answered(candidate, decided));
  }

  private Optional<Assessed> assess(Candidate candidate, Ruling.Admitted ruling) {
    if (candidate.signed().statement() instanceof Reassessment again) {
      return reassess(again);
    }
    var relation = ruling.relation();
    return candidate.signed().statement() instanceof Evaluation evaluation && relation != null
        ? Optional.of(
            assessor.assess(ledger, evaluation, relation, receivedAt, prefix + drafts.size()))
        : Optional.empty();
  }

  private void admit(
      Candidate candidate, Sha256 facts, Ruling.Admitted ruling, Optional<Assessed> assessed) {
    var record =
        new EntryRecord(
            candidate.facts().statement().type(),
            candidate.digest(),
            candidate.format().mediaType(),
            candidate.envelope().length(),
            facts,
            candidate.facts().statement().header().submitter(),
            candidate.signed().signers(),
            ruling.relation(),
            receivedAt,
            prefix,
            assessed.map(Assessed::summary).orElse(null));
    drafts.add(draft(candidate, record, assessed));
    admitted.add(candidate);
    digests.add(candidate.digest());
    if (!(candidate.signed().statement() instanceof Evaluation)) {
      said.add(facts);
    }
    keys.addAll(ruling.keys());
    closed |= candidate.changesTheLaw();
  }

  private static Draft draft(Candidate candidate, EntryRecord record, Optional<Assessed> assessed) {
    Optional<Bytes> assessment = assessed.map(Assessed::bytes);
    Optional<Long> erases =
        candidate.signed().statement() instanceof Takedown takedown
            ? Optional.of(takedown.entry().index().value())
            : Optional.empty();
    return new Draft(
        record.bytes(),
        candidate.facts().bytes(),
        candidate.format().mediaType(),
        Optional.of(candidate.envelope()),
        assessment,
        erases,
        record.receivedAt(),
        record.prefix(),
        (index, leafHash) ->
            new ReadEntry(
                new LedgerEntry(
                    new EntryIndex(index),
                    leafHash,
                    record,
                    candidate.facts().statement(),
                    Outdone.of(new EntryIndex(index), candidate.facts().statement(), assessment),
                    assessed.map(Assessed::results).orElse(List.of())),
                candidate.keys()));
  }
}

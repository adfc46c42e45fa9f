package org.evalledger.suspicion;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.EvaluationObservations;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.Position;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Relation;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Withdrawal;

/**
 * Assesses evaluations against the log so far. All entries of a batch are assessed against the
 * state before it; then the batch is folded in. Service and audit both run on this one class. For
 * one thread.
 */
public final class Assessor {
  private final BaselineState state = new BaselineState();

  /** What was computed since the last fold, by entry index: it need not be computed twice. */
  private final Map<Long, Computed> computed = new HashMap<>();

  private record Computed(Evaluation evaluation, Assessment assessment) {}

  /** How many entries were folded in. */
  public long size() {
    return state.prefix();
  }

  /**
   * Assesses one evaluation against the state as it is.
   *
   * @param ledger as of the same prefix as the state
   * @param relation of the results to their model
   * @param receivedAt when the evaluation came in
   * @param index where it stands
   */
  public Assessed assess(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    Assessment assessment = compute(ledger, evaluation, relation, receivedAt, index);
    computed.put(index, new Computed(evaluation, assessment));
    Bytes bytes = assessment.json().canonical();
    return new Assessed(
        new EntryRecord.Summary(
            assessment.algorithm(),
            assessment.recordSuspicion().orElse(null),
            verdict(assessment.worst()),
            bytes.sha256()),
        bytes,
        assessment.results().stream().map(Assessor::inShort).toList());
  }

  private Assessment compute(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    List<Observation> observations =
        EvaluationObservations.of(ledger, evaluation, relation, receivedAt, index);
    return SizeProfile1.assess(state, observations, Thresholds.BUILT_IN);
  }

  private static Assessed.OfResult inShort(ResultAssessment result) {
    Double suspicion = result.suspicion();
    return new Assessed.OfResult(
        suspicion == null ? null : Decimals.places(suspicion, 6), verdict(result.verdict()));
  }

  private static org.evalledger.record.Verdict verdict(Verdict verdict) {
    return org.evalledger.record.Verdict.valueOf(verdict.name());
  }

  /**
   * Folds in a batch: entries that share one prefix, which is where the state stands.
   *
   * @param ledger as of that prefix
   */
  public void fold(Ledger ledger, List<LedgerEntry> batch) {
    List<Assessment> assessments =
        batch.stream()
            .filter(entry -> entry.statement() instanceof Evaluation)
            .map(entry -> assessment(ledger, entry))
            .toList();
    int next = 0;
    for (LedgerEntry entry : batch) {
      switch (entry.statement()) {
        case Evaluation evaluation -> assessments.get(next++).foldInto(state);
        case Withdrawal withdrawal -> retire(withdrawal);
        default -> {}
      }
      state.advance(entry.index().value() + 1);
    }
    computed.clear();
  }

  private Assessment assessment(Ledger ledger, LedgerEntry entry) {
    Evaluation evaluation = (Evaluation) entry.statement();
    Computed known = computed.get(entry.index().value());
    return known != null && known.evaluation.equals(evaluation)
        ? known.assessment
        : compute(
            ledger,
            evaluation,
            Objects.requireNonNull(entry.record().relation()),
            entry.record().receivedAt(),
            entry.index().value());
  }

  private void retire(Withdrawal withdrawal) {
    long index = withdrawal.entry().index().value();
    List<Integer> results = withdrawal.results();
    IntStream positions =
        results == null
            ? IntStream.range(0, Evaluation.MAX_RESULTS)
            : results.stream().mapToInt(Integer::intValue);
    positions.forEach(result -> state.retire(new Position(index, result)));
  }
}

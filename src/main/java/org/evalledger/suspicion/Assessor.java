package org.evalledger.suspicion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Position;
import org.evalledger.ledger.AssessedResult;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Relation;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Withdrawal;

/**
 * Follows a log and assesses its evaluations as of their prefixes. All entries of one prefix are
 * assessed against the state before the first of them, and folded in once an entry with a later
 * prefix comes: so that whoever folds the same entries has the same state, however they were
 * batched.
 *
 * <p>One thread owns it.
 */
public final class Assessor {
  private BaselineState state = new BaselineState();

  /** What was assessed at the state's prefix and is not folded in yet, by index. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** What {@link #assess} found for entries that may follow; folding one of them takes it over. */
  private final Map<Long, Found> found = new HashMap<>();

  private long size;

  private record Found(Evaluation evaluation, Instant receivedAt, Assessment assessment) {}

  private sealed interface Waiting {
    long index();

    record Results(long index, Assessment assessment) implements Waiting {}

    record Retired(long index, List<Position> positions) implements Waiting {}
  }

  /** How many entries were folded. */
  public long size() {
    return size;
  }

  /**
   * Assesses an evaluation that may become an entry, against all entries folded so far; folds
   * nothing.
   *
   * @param ledger as of the same prefix
   * @param evaluation what the statement says
   * @param relation of its results to their model
   * @param receivedAt when it came
   * @param index where it would stand
   */
  public Assessed assess(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    settle(size);
    var assessment = assessment(ledger, evaluation, relation, receivedAt, index);
    found.put(index, new Found(evaluation, receivedAt, assessment));
    return assessed(assessment);
  }

  /**
   * Assesses an evaluation that is an entry already, with all that is known by now; folds nothing.
   *
   * @param ledger as of the same prefix
   * @param evaluation what the entry says
   * @param relation of its results to their model
   * @param receivedAt when it came
   * @param index where it stands
   */
  public Assessed reassess(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    settle(size);
    return assessed(assessment(ledger, evaluation, relation, receivedAt, index));
  }

  private Assessment assessment(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    return SizeProfile1.assess(
        state,
        ResultObservations.of(ledger, evaluation, relation, receivedAt, index),
        Thresholds.of(ledger));
  }

  private static Assessed assessed(Assessment assessment) {
    var bytes = assessment.json().canonical();
    var results =
        assessment.results().stream()
            .map(result -> new AssessedResult(result.recordSuspicion(), result.verdict()))
            .toList();
    return new Assessed(
        new EntryRecord.Summary(
            assessment.algorithm(),
            assessment.recordSuspicion().orElse(null),
            assessment.worst(),
            bytes.sha256()),
        bytes,
        results);
  }

  /**
   * Folds the next entry.
   *
   * @param before the ledger before it
   * @param entry the entry number {@link #size()}
   */
  public void fold(Ledger before, LedgerEntry entry) {
    long index = entry.index().value();
    if (index != size) {
      throw new IllegalArgumentException("entry " + index + " after " + size + " entries");
    }
    settle(entry.record().prefix());
    var relation = entry.record().relation();
    if (entry.statement() instanceof Evaluation evaluation && relation != null) {
      var known = found.get(index);
      var receivedAt = entry.record().receivedAt();
      var assessment =
          known != null
                  && known.receivedAt.equals(receivedAt)
                  && known.evaluation.equals(evaluation)
              ? known.assessment
              : assessment(before, evaluation, relation, receivedAt, index);
      waiting.add(new Waiting.Results(index, assessment));
    } else if (entry.statement() instanceof Withdrawal withdrawal) {
      waiting.add(new Waiting.Retired(index, positions(withdrawal)));
    }
    size++;
  }

  private static List<Position> positions(Withdrawal withdrawal) {
    long entry = withdrawal.entry().index().value();
    var results = withdrawal.results();
    return results == null
        ? IntStream.range(0, Evaluation.MAX_RESULTS).mapToObj(r -> new Position(entry, r)).toList()
        : results.stream().map(r -> new Position(entry, r)).toList();
  }

  /** Folds in what waits below {@code prefix}. */
  private void settle(long prefix) {
    if (prefix > state.prefix()) {
      found.clear();
    }
    while (!waiting.isEmpty() && waiting.getFirst().index() < prefix) {
      switch (waiting.removeFirst()) {
        case Waiting.Results(var index, var assessment) -> assessment.foldInto(state);
        case Waiting.Retired(var index, var positions) -> state.retire(positions);
      }
    }
    state.advance(StrictMath.max(state.prefix(), prefix));
  }

  /** Writes a snapshot; only between two prefixes, since nothing may wait to be folded in. */
  public void write(DataOutput out) throws IOException {
    settle(size);
    out.writeLong(size);
    state.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is something else, or breaks off
   */
  public static Assessor read(DataInput in) throws IOException {
    var assessor = new Assessor();
    assessor.size = in.readLong();
    assessor.state = BaselineState.read(in);
    if (assessor.state.prefix() != assessor.size) {
      throw new IOException(
          "the state of %d entries, want %d".formatted(assessor.state.prefix(), assessor.size));
    }
    return assessor;
  }
}

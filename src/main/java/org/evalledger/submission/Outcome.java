package org.evalledger.submission;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.ledger.Ruling;
import org.evalledger.record.Relation;
import org.jspecify.annotations.Nullable;

/** What became of a submission. */
public sealed interface Outcome {
  /**
   * It is in the log, durably.
   *
   * @param answer what proves it
   */
  record Accepted(Answer answer) implements Outcome {}

  /**
   * The same bytes were in the log already.
   *
   * @param answer that of the first time
   */
  record Known(Answer answer) implements Outcome {}

  /**
   * It was only to be checked, and it would be accepted.
   *
   * @param relation of its results to their model; null for types without
   * @param assessment what they would be assessed as, RFC 8785 JSON; empty for types without
   */
  record Checked(@Nullable Relation relation, Optional<Bytes> assessment) implements Outcome {}

  /**
   * The bytes are no envelope, or what it carries is no JSON (400).
   *
   * @param faults all that was found, cut as {@link Faults} says
   */
  record Malformed(List<Fault> faults) implements Outcome {
    public Malformed {
      faults = Faults.cut(faults);
    }
  }

  /**
   * The envelope is too large (413).
   *
   * @param limit bytes, at most
   */
  record TooLarge(long limit) implements Outcome {}

  /**
   * A header or a signature breaks a rule (401).
   *
   * @param detail which, and what to do
   */
  record Unauthorised(String detail) implements Outcome {}

  /**
   * The ledger's rules keep it out (401, 403, 422, 409).
   *
   * @param refusal which rule
   */
  record Refused(Ruling.Refusal refusal) implements Outcome {}

  /** Nothing but the operator's entry 0 is taken before it is there (503). */
  record NotOpened() implements Outcome {}

  /**
   * Too much waits already, or the database is gone (503).
   *
   * @param retryAfter when to try again
   */
  record Overloaded(Duration retryAfter) implements Outcome {}
}

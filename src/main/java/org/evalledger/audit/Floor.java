package org.evalledger.audit;

import java.time.Instant;
import java.util.Optional;
import org.evalledger.ledger.Ledger;
import org.evalledger.record.Timestamp;

/**
 * A time at which somebody other than the log saw that it had no more than so many entries. What
 * follows was received later; a clock set back would let an operator's new key wait in the past,
 * where nobody could see it. Times never go back within a log, so one entry is looked at.
 *
 * @param size how many entries there were
 * @param time when
 * @param whose by whose clock, to stand within a sentence
 */
record Floor(long size, Instant time, String whose) {
  /** The one of two that asks for more. */
  Floor later(Floor other) {
    return other.time.isAfter(time) ? other : this;
  }

  /** Why the entry at index {@code size} was not received at {@code receivedAt}. */
  Optional<String> fault(Instant receivedAt) {
    return receivedAt.isBefore(time.minus(Rules.AHEAD))
        ? Optional.of(
            ("Received at %s, but at %s, %s, the log had %d entries and this was not there: a"
                    + " ledger that dates back hides the %d hours for which an operator's new key"
                    + " waits in everybody's sight.")
                .formatted(
                    Timestamp.write(receivedAt),
                    Timestamp.write(time),
                    whose,
                    size,
                    Ledger.OPERATOR_WAIT.toHours()))
        : Optional.empty();
  }
}

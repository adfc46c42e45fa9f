package org.evalledger.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.NotePolicy;

/**
 * What stands in a log behind the newest checkpoint that a quorum saw. Witnesses lag by seconds, so
 * a young tail is no fault; behind an old one the operator could show everybody something else.
 *
 * @param vouched the newest head that a quorum saw; where none did, any
 * @param head the head that is audited
 * @param oldest when the first entry behind {@code vouched} was received; empty when there is none,
 *     or it tells no time
 * @param now the auditor's own time, when it was shown {@code head}
 */
record Tail(Heads.Head vouched, Checkpoint head, Optional<Instant> oldest, Instant now) {
  private boolean some() {
    return vouched.checkpoint().size().compareTo(head.size()) < 0;
  }

  /** Who vouches for the log, and how far. */
  String sentence(NotePolicy policy) {
    String sentence =
        "At size %s: %s"
            .formatted(vouched.checkpoint().size(), Witnessing.sentence(policy, vouched.seen()));
    return some() ? "%s%s %s".formatted(sentence, lastSight(policy), extent()) : sentence;
  }

  private String lastSight(NotePolicy policy) {
    String sight = sight(policy);
    return sight.isEmpty() ? "" : " A quorum saw that%s and not since.".formatted(sight);
  }

  private String extent() {
    return "The entries from there to %s are not witnessed%s."
        .formatted(
            head.size(),
            oldest
                .map(
                    time ->
                        "; the oldest was received at %s, %s before this audit"
                            .formatted(
                                Timestamp.write(time), Span.words(Duration.between(time, now))))
                .orElse(""));
  }

  /** Why that is not enough; empty when it is. */
  Optional<String> fault(NotePolicy policy, Duration lag, Duration age) {
    if (!vouched.seen().witnessed()) {
      return Optional.of(sentence(policy));
    }
    if (!some()) {
      return Optional.empty();
    }
    if (oldest.filter(time -> !time.plus(lag).isBefore(now)).isEmpty()) {
      return Optional.of(
          "A quorum saw the log at size %s and not since. %s Allowed are %s."
              .formatted(vouched.checkpoint().size(), extent(), Span.words(lag)));
    }
    return seen(policy).filter(time -> !time.plus(age).isBefore(now)).isPresent()
        ? Optional.empty()
        : Optional.of(
            "A quorum saw the log at size %s%s and not since. Allowed are %s where anything stands behind."
                .formatted(vouched.checkpoint().size(), sight(policy), Span.words(age)));
  }

  /** When a quorum had seen that head, by the witnesses' own clocks. */
  private Optional<Instant> seen(NotePolicy policy) {
    return policy.quorumSince(vouched.seen().cosignatures());
  }

  private String sight(NotePolicy policy) {
    return seen(policy)
        .map(
            time ->
                " at %s, %s before this audit,"
                    .formatted(Timestamp.write(time), Span.words(Duration.between(time, now))))
        .orElse("");
  }
}

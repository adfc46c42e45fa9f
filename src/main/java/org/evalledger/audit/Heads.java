package org.evalledger.audit;

import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NotePolicy;

/** Opens checkpoints under a policy. */
final class Heads {
  private Heads() {}

  /**
   * A checkpoint that its log signed.
   *
   * @param checkpoint what it says
   * @param seen who signed and cosigned it
   */
  record Head(Checkpoint checkpoint, NotePolicy.Seen seen) {}

  /** The head that {@code note} tells, if one of the policy's logs signed it and it is its own. */
  static Parsed<Head> open(Bytes note, NotePolicy policy) {
    return switch (policy.open(note)) {
      case Parsed.Malformed<NotePolicy.Seen>(var reason) -> new Parsed.Malformed<>(reason);
      case Parsed.Value<NotePolicy.Seen>(var seen) -> Parsed.of(() -> head(seen));
    };
  }

  private static Head head(NotePolicy.Seen seen) {
    Checkpoint checkpoint = Checkpoint.parse(seen.text()).orElseThrow();
    if (!checkpoint.origin().equals(seen.log().name())) {
      throw new IllegalArgumentException(
          "it is of log \"%s\", want \"%s\"".formatted(checkpoint.origin(), seen.log().name()));
    }
    return new Head(checkpoint, seen);
  }
}

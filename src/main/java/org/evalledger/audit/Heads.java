package org.evalledger.audit;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;

/** Opens checkpoints with a log's key. */
final class Heads {
  private Heads() {}

  /** The head that {@code note} tells, if {@code logKey} signed it and it is of that log. */
  static Parsed<Checkpoint> open(Bytes note, NoteVerifier logKey) {
    return switch (SignedNote.open(note, List.of(logKey))) {
      case NoteOpening.Refused(var reason) -> new Parsed.Malformed<>(reason);
      case NoteOpening.Opened opened ->
          Parsed.of(() -> ofOrigin(Checkpoint.parse(opened.text()).orElseThrow(), logKey.name()));
    };
  }

  private static Checkpoint ofOrigin(Checkpoint head, String origin) {
    if (!head.origin().equals(origin)) {
      throw new IllegalArgumentException(
          "it is of log \"%s\", want \"%s\"".formatted(head.origin(), origin));
    }
    return head;
  }
}

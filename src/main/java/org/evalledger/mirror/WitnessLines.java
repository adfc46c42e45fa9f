package org.evalledger.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NotePolicy.Cosignature;
import org.evalledger.signing.NoteSignature;
import org.evalledger.signing.SignedNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what witnesses said of the ledger's checkpoints, so that the mirror can show it too: the
 * cosignatures by witnesses of its own policy that hold, and no others.
 */
final class WitnessLines {
  private static final Logger LOG = LoggerFactory.getLogger(WitnessLines.class);

  /** The newest head and the newest witnessed one are shown again and again. */
  private static final int REMEMBERED = 4;

  private final NotePolicy policy;
  private final LogReader reader;
  private final Cosignatures cosignatures;

  /** Notes that were looked at; for the one thread that follows. */
  private final Deque<Bytes> recent = new ArrayDeque<>();

  WitnessLines(NotePolicy policy, LogReader reader, Cosignatures cosignatures) {
    this.policy = policy;
    this.reader = reader;
    this.cosignatures = cosignatures;
  }

  /** Whether there is anybody whose cosignatures are wanted. */
  boolean wanted() {
    return !policy.witnesses().isEmpty();
  }

  /**
   * Keeps the cosignatures of {@code shown}, if the mirror has its entries; a head of other entries
   * is a fork, which witnesses may have been shown.
   */
  void take(ShownHead shown) {
    Bytes note = shown.whole().bytes();
    if (!wanted()
        || shown.size() == 0
        || shown.size() > reader.head().size()
        || recent.contains(note)) {
      return;
    }
    requireSame(shown.head());
    List<Cosignature> verified = verified(shown.whole());
    if (!verified.isEmpty()) {
      cosignatures.keep(shown.head(), shown.alone(), verified);
    }
    recent.addLast(note);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
  }

  /** The log here has the same entries as far as {@code head} goes. */
  void requireSame(Checkpoint head) {
    var here = reader.root(head.size().value());
    if (!here.equals(head.root())) {
      throw new Refusal(
          "FORK: the ledger signed a log of %s entries with root %s; here they have root %s."
              .formatted(head.size(), head.root().hex(), here.hex()));
    }
  }

  /** Line by line, so that one that does not hold spoils no other. */
  private List<Cosignature> verified(SignedNote note) {
    var verified = new ArrayList<Cosignature>();
    for (NoteSignature line : note.signatures()) {
      var alone = new SignedNote(note.text(), List.of(line));
      switch (Parsed.of(() -> policy.cosignatures(alone))) {
        case Parsed.Value<List<Cosignature>>(var lines) -> verified.addAll(lines);
        case Parsed.Malformed<List<Cosignature>>(var reason) ->
            LOG.warn("the ledger shows a cosignature that is not kept: {}", reason);
      }
    }
    return verified;
  }
}

package org.evalledger.mirror;

import java.util.List;
import org.evalledger.audit.LogFollow;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;

/**
 * A checkpoint as the ledger shows it, its own signatures verified.
 *
 * @param head what it says
 * @param alone the signed note with the log's own signatures and no others: those are not verified
 * @param whole the signed note as it was shown
 */
record ShownHead(Checkpoint head, Bytes alone, SignedNote whole) {
  /**
   * Opens {@code note}; a refusal says why it is not the log's.
   *
   * @param logKey must have signed it
   * @param keys all of the log's keys, each of which may have
   */
  static ShownHead open(Bytes note, NoteVerifier logKey, List<NoteVerifier> keys) {
    Checkpoint head =
        switch (LogFollow.open(note, logKey)) {
          case Parsed.Value<Checkpoint>(var opened) -> opened;
          case Parsed.Malformed<Checkpoint>(var reason) -> throw refusal(reason);
        };
    SignedNote whole = SignedNote.parse(note).orElseThrow();
    return switch (whole.open(keys)) {
      case NoteOpening.Refused(var reason) -> throw refusal(reason);
      case NoteOpening.Opened(var text, var signers) ->
          new ShownHead(
              head,
              new SignedNote(
                      text,
                      whole.signatures().stream()
                          .filter(line -> signers.stream().anyMatch(key -> key.claims(line)))
                          .toList())
                  .bytes(),
              whole);
    };
  }

  private static Refusal refusal(String reason) {
    return new Refusal("The ledger's checkpoint is not the log's: " + reason + ".");
  }

  /** Of {@code keys}, all of the log's, one of each algorithm signed. */
  ShownHead signedByEach(List<NoteVerifier> keys) {
    var missing = NotePolicy.ofLogs(keys).unsigned(whole, head.origin());
    if (missing.isPresent()) {
      throw refusal("the signature by its key " + missing.get().keyId() + " is missing");
    }
    return this;
  }

  long size() {
    return head.size().value();
  }
}

package org.evalledger.signing;

import java.util.List;

/** What opening a signed note with a set of known keys gave. */
public sealed interface NoteOpening {
  /**
   * At least one known key signed, and no signature of a known key fails.
   *
   * @param text what was signed
   * @param signers the known keys that signed, each once, in the note's order
   */
  record Opened(String text, List<NoteVerifier> signers) implements NoteOpening {
    public Opened {
      signers = List.copyOf(signers);
    }
  }

  /**
   * The text must not be used.
   *
   * @param reason why, for a person
   */
  record Refused(String reason) implements NoteOpening {}
}

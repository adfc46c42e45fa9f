package org.evalledger.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;

/**
 * A text with signatures (C2SP signed-note). Not to be believed before {@link #open} has checked
 * it.
 *
 * @param text UTF-8 with a line feed at its end, which the signatures cover
 * @param signatures 1 to 100, in their order
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** Signatures in a note, at most; the specification asks for 16 or more. */
  public static final int MAX_SIGNATURES = 100;

  /** Bytes of a note, at most. */
  public static final int MAX_BYTES = 1_000_000;

  public SignedNote {
    NoteText.requireText(text);
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "a note with %d signatures, want 1 to %d".formatted(signatures.size(), MAX_SIGNATURES));
    }
  }

  /**
   * {@code text}, signed by all {@code signers}.
   *
   * @throws IllegalArgumentException when it cannot be a note's text
   */
  public static SignedNote sign(String text, NoteSigner... signers) {
    return new SignedNote(text, List.of(signers).stream().map(key -> key.sign(text)).toList());
  }

  /**
   * {@code text}, signed by all {@code signers}, at {@code time} where signatures are timed.
   *
   * @throws IllegalArgumentException when it cannot be the text of such a note
   */
  public static SignedNote sign(String text, Instant time, List<NoteSigner> signers) {
    return new SignedNote(text, signers.stream().map(key -> key.sign(text, time)).toList());
  }

  /** The note that {@code bytes} are, its signatures not yet verified. */
  public static Parsed<SignedNote> parse(Bytes bytes) {
    return Parsed.of(() -> read(bytes));
  }

  /**
   * Reads and verifies: what {@code known} keys say of the note that {@code bytes} are. Signatures
   * by other keys are passed over.
   */
  public static NoteOpening open(Bytes bytes, Collection<NoteVerifier> known) {
    return switch (parse(bytes)) {
      case Parsed.Value<SignedNote> note -> note.value().open(known);
      case Parsed.Malformed<SignedNote> not -> new NoteOpening.Refused(not.reason());
    };
  }

  private static SignedNote read(Bytes bytes) {
    if (bytes.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a note of %d bytes, want at most %d".formatted(bytes.length(), MAX_BYTES));
    }
    String note = NoteText.decode(bytes);
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
      throw new IllegalArgumentException("a note without signature lines behind an empty line");
    }
    String[] lines = note.substring(blank + 2, note.length() - 1).split("\n", -1);
    return new SignedNote(
        note.substring(0, blank + 1), List.of(lines).stream().map(NoteSignature::ofLine).toList());
  }

  /** This note with {@code more} signatures behind its own. */
  public SignedNote with(Collection<NoteSignature> more) {
    var all = new ArrayList<>(signatures);
    all.addAll(more);
    return new SignedNote(text, all);
  }

  /** The written form. */
  public Bytes bytes() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()).append('\n'));
    return Bytes.ofUtf8(note.toString());
  }

  /** What {@code known} keys say of this note. */
  public NoteOpening open(Collection<NoteVerifier> known) {
    var signers = new LinkedHashSet<NoteVerifier>();
    for (NoteSignature signature : signatures) {
      for (NoteVerifier key : known) {
        if (key.claims(signature)) {
          if (!key.verifies(text, signature)) {
            return new NoteOpening.Refused(
                "the signature by %s (%s) does not hold".formatted(key.name(), key.keyId()));
          }
          signers.add(key);
        }
      }
    }
    return signers.isEmpty()
        ? new NoteOpening.Refused("no signature by a known key")
        : new NoteOpening.Opened(text, List.copyOf(signers));
  }
}

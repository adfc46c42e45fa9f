package org.evalledger.signing;

import org.evalledger.bytes.Bytes;

/**
 * A signature as it stands in a note; who made it, and whether it holds, is for {@link
 * SignedNote#open} to say.
 *
 * @param name of the key that is said to have signed
 * @param keyId of that key
 * @param signature what the key's algorithm made, behind its time where it has one; not empty
 */
public record NoteSignature(String name, NoteKeyId keyId, Bytes signature) {
  private static final String DASH = "\u2014";

  public NoteSignature {
    NoteText.requireName(name);
    if (signature.length() == 0) {
      throw new IllegalArgumentException("an empty signature by " + name);
    }
  }

  /** The signature in a line, without its line feed. */
  static NoteSignature ofLine(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals(DASH)) {
      throw new IllegalArgumentException("not a signature line: " + line);
    }
    Bytes blob = Bytes.ofBase64(parts[2]);
    if (blob.length() <= NoteKeyId.BYTES) {
      throw new IllegalArgumentException(
          "key ID and signature in %d bytes, want more".formatted(blob.length()));
    }
    return new NoteSignature(
        parts[1], NoteKeyId.read(blob), blob.slice(NoteKeyId.BYTES, blob.length()));
  }

  /** The line of a note, without its line feed. */
  public String line() {
    return DASH + " " + name + " " + Bytes.concat(keyId.bytes(), signature).base64();
  }
}

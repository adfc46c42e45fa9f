package org.evalledger.signing;

/** How the key of a note signs: the signature types of C2SP signed-note that are spoken here. */
public enum NoteAlgorithm {
  /** Ed25519 (RFC 8032) over the note's text. */
  ED25519(0x01, 32, 64, false),
  /** Ed25519 over a time and the note's text (C2SP tlog-cosignature). */
  ED25519_COSIGNATURE(0x04, 32, 64, true),
  /** ML-DSA-44 (FIPS 204) over a time and the checkpoint in the text (C2SP tlog-cosignature). */
  ML_DSA_44(0x06, 1312, 2420, true);

  /** Bytes of the time that begins a timed signature. */
  static final int TIME_BYTES = Long.BYTES;

  private final int type;
  private final int publicKeyBytes;
  private final int rawBytes;
  private final boolean timed;

  NoteAlgorithm(int type, int publicKeyBytes, int rawBytes, boolean timed) {
    this.type = type;
    this.publicKeyBytes = publicKeyBytes;
    this.rawBytes = rawBytes;
    this.timed = timed;
  }

  /**
   * The algorithm whose signature type identifier is {@code type}.
   *
   * @throws IllegalArgumentException when it is not spoken here
   */
  static NoteAlgorithm ofType(int type) {
    for (NoteAlgorithm algorithm : values()) {
      if (algorithm.type == type) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("unknown signature type %02x".formatted(type));
  }

  /** The signature type identifier, one byte. */
  public byte type() {
    return (byte) type;
  }

  /** Whether a signature carries the time at which it was made. */
  public boolean timed() {
    return timed;
  }

  /** Bytes of a public key. */
  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  /** Bytes of a signature with its time, if it has one, and without the key ID. */
  public int signatureBytes() {
    return timed ? TIME_BYTES + rawBytes : rawBytes;
  }
}

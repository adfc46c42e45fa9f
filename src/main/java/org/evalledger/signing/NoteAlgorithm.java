package org.evalledger.signing;

/** How the key of a note signs: the signature types of C2SP signed-note that are spoken here. */
public enum NoteAlgorithm {
  /** Ed25519 (RFC 8032) over the note's text. */
  ED25519(0x01, 32, 64);

  private final int type;
  private final int publicKeyBytes;
  private final int signatureBytes;

  NoteAlgorithm(int type, int publicKeyBytes, int signatureBytes) {
    this.type = type;
    this.publicKeyBytes = publicKeyBytes;
    this.signatureBytes = signatureBytes;
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

  /** Bytes of a public key. */
  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  /** Bytes of a signature, without the key ID. */
  public int signatureBytes() {
    return signatureBytes;
  }
}

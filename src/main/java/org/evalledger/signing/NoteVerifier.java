package org.evalledger.signing;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.jspecify.annotations.Nullable;

/** A public key with a name, which checks signatures of notes (C2SP signed-note). */
public final class NoteVerifier {
  private final String name;
  private final NoteAlgorithm algorithm;
  private final Bytes publicKey;
  private final NoteKeyId keyId;
  private final Ed25519.PublicPoint point;

  private NoteVerifier(String name, NoteAlgorithm algorithm, Bytes publicKey) {
    this.name = NoteText.requireName(name);
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.keyId = NoteKeyId.of(name, typedKey());
    this.point = point(publicKey);
  }

  /**
   * The Ed25519 key {@code publicKey} (RFC 8032, 32 bytes) under a {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteVerifier ed25519(String name, Bytes publicKey) {
    return new NoteVerifier(name, NoteAlgorithm.ED25519, publicKey);
  }

  /** The key that a verifier key string, {@code name+hex8+base64(type || public key)}, tells. */
  public static Parsed<NoteVerifier> parse(String key) {
    return Parsed.of(() -> read(key));
  }

  private static NoteVerifier read(String key) {
    // Base64 may hold a plus of its own.
    String[] parts = key.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key without name, key ID and key: " + key);
    }
    Bytes typedKey = Bytes.ofBase64(parts[2]);
    if (typedKey.length() == 0) {
      throw new IllegalArgumentException("a verifier key without signature type: " + key);
    }
    NoteAlgorithm algorithm = NoteAlgorithm.ofType(typedKey.at(0) & 0xff);
    var verifier = new NoteVerifier(parts[0], algorithm, typedKey.slice(1, typedKey.length()));
    if (!verifier.keyId.toString().equals(parts[1])) {
      throw new IllegalArgumentException("key ID %s, want %s".formatted(parts[1], verifier.keyId));
    }
    return verifier;
  }

  private static Ed25519.PublicPoint point(Bytes publicKey) {
    int want = NoteAlgorithm.ED25519.publicKeyBytes();
    if (publicKey.length() != want) {
      throw new IllegalArgumentException(
          "a public key of %d bytes, want %d".formatted(publicKey.length(), want));
    }
    Ed25519.@Nullable PublicPoint point =
        Ed25519.validatePublicKeyFullExport(publicKey.toArray(), 0);
    if (point == null) {
      throw new IllegalArgumentException("not an Ed25519 public key: " + publicKey.hex());
    }
    return point;
  }

  /** The key's name; for a log's key, the log's origin. */
  public String name() {
    return name;
  }

  /** The key's ID. */
  public NoteKeyId keyId() {
    return keyId;
  }

  /** How the key signs. */
  public NoteAlgorithm algorithm() {
    return algorithm;
  }

  /** The key, in the encoding of its algorithm. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** Whether {@code signature} claims to be by this key: its name and ID, no more. */
  public boolean claims(NoteSignature signature) {
    return signature.keyId().equals(keyId) && signature.name().equals(name);
  }

  /** Whether {@code signature} is this key's over {@code text}. */
  public boolean verifies(String text, NoteSignature signature) {
    byte[] signed = signature.signature().toArray();
    if (!claims(signature) || signed.length != algorithm.signatureBytes()) {
      return false;
    }
    byte[] message = Bytes.ofUtf8(text).toArray();
    return switch (algorithm) {
      case ED25519 -> Ed25519.verify(signed, 0, point, message, 0, message.length);
    };
  }

  private Bytes typedKey() {
    return Bytes.concat(Bytes.copyOf(new byte[] {algorithm.type()}), publicKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteVerifier verifier && toString().equals(verifier.toString());
  }

  @Override
  public int hashCode() {
    return keyId.value();
  }

  /** The verifier key string. */
  @Override
  public String toString() {
    return name + "+" + keyId + "+" + typedKey().base64();
  }
}

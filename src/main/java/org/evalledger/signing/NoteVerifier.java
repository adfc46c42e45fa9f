package org.evalledger.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * A public key with a name, which checks signatures of notes (C2SP signed-note) and cosignatures of
 * checkpoints (C2SP tlog-cosignature).
 */
public final class NoteVerifier {
  /** 9999-12-31T23:59:59Z; a later time is none that anybody cosigned at. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final String name;
  private final NoteAlgorithm algorithm;
  private final Bytes publicKey;
  private final NoteKeyId keyId;
  private final Verifier verifier;

  private NoteVerifier(String name, NoteAlgorithm algorithm, Bytes publicKey) {
    this.name = NoteText.requireName(name);
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.keyId = NoteKeyId.of(name, typedKey());
    this.verifier = verifier(algorithm, publicKey);
    if (algorithm == NoteAlgorithm.ML_DSA_44) {
      NoteMessage.shortText(name);
    }
  }

  /**
   * The Ed25519 key {@code publicKey} (RFC 8032, 32 bytes) under a {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteVerifier ed25519(String name, Bytes publicKey) {
    return of(NoteAlgorithm.ED25519, name, publicKey);
  }

  /**
   * The {@code publicKey} of {@code algorithm} under a {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteVerifier of(NoteAlgorithm algorithm, String name, Bytes publicKey) {
    return new NoteVerifier(name, algorithm, publicKey);
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

  private static Verifier verifier(NoteAlgorithm algorithm, Bytes publicKey) {
    if (publicKey.length() != algorithm.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "a public key of %d bytes, want %d"
              .formatted(publicKey.length(), algorithm.publicKeyBytes()));
    }
    return switch (algorithm) {
      case ED25519, ED25519_COSIGNATURE -> ed25519(publicKey);
      case ML_DSA_44 -> mlDsa(publicKey);
    };
  }

  private static Verifier ed25519(Bytes publicKey) {
    Ed25519.@Nullable PublicPoint point =
        Ed25519.validatePublicKeyFullExport(publicKey.toArray(), 0);
    if (point == null) {
      throw new IllegalArgumentException("not an Ed25519 public key: " + publicKey.hex());
    }
    return (message, signature) -> Ed25519.verify(signature, 0, point, message, 0, message.length);
  }

  private static Verifier mlDsa(Bytes publicKey) {
    try {
      return MlDsaScheme.ML_DSA_44.verifier(publicKey.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an ML-DSA-44 public key", e);
    }
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
    Bytes signed = signature.signature();
    if (!claims(signature) || signed.length() != algorithm.signatureBytes()) {
      return false;
    }
    long time = algorithm.timed() ? time(signed) : 0;
    Bytes raw =
        algorithm.timed() ? signed.slice(NoteAlgorithm.TIME_BYTES, signed.length()) : signed;
    return time >= 0 && time <= LAST_SECOND && holds(text, time, raw);
  }

  private boolean holds(String text, long time, Bytes raw) {
    byte[] message;
    try {
      message = NoteMessage.of(algorithm, name, text, time);
    } catch (IllegalArgumentException notForThisAlgorithm) {
      return false;
    }
    return verifier.verify(message, raw.toArray());
  }

  /**
   * When this key cosigned {@code text}, to the second; 1970-01-01T00:00:00Z for a signature that
   * does not say. Empty when {@code signature} does not hold or is of an algorithm without time.
   */
  public Optional<Instant> cosignedAt(String text, NoteSignature signature) {
    return algorithm.timed() && verifies(text, signature)
        ? Optional.of(Instant.ofEpochSecond(time(signature.signature())))
        : Optional.empty();
  }

  private static long time(Bytes signature) {
    return ByteBuffer.wrap(signature.toArray()).getLong();
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

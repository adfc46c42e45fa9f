package org.evalledger.signing;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;

/** An Ed25519 private key with a name, which signs notes (C2SP signed-note). */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final byte[] seed;
  private final byte[] publicKey;
  private final NoteVerifier verifier;

  private NoteSigner(String name, Bytes seed) {
    if (seed.length() != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException(
          "a private key of %d bytes, want %d".formatted(seed.length(), Ed25519.SECRET_KEY_SIZE));
    }
    this.seed = seed.toArray();
    this.publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(this.seed, 0, publicKey, 0);
    this.verifier = NoteVerifier.ed25519(name, Bytes.copyOf(publicKey));
  }

  /**
   * The key with this {@code seed} (RFC 8032, 32 bytes) under a {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteSigner ed25519(String name, Bytes seed) {
    return new NoteSigner(name, seed);
  }

  /** A new key. */
  public static NoteSigner generate(String name, SecureRandom random) {
    var seed = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return new NoteSigner(name, Bytes.copyOf(seed));
  }

  /** The key that {@link #privateKey} wrote. */
  public static Parsed<NoteSigner> parse(String privateKey) {
    return Parsed.of(() -> read(privateKey));
  }

  // No message here shows what was read: it may be a private key with one typing error.
  private static NoteSigner read(String privateKey) {
    String[] parts = privateKey.split("\\+", 5);
    if (parts.length != 5 || !privateKey.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "not a private key of the form %sname+hex8+base64".formatted(PREFIX));
    }
    Bytes typedSeed = decode(parts[4]);
    if (typedSeed.length() == 0 || typedSeed.at(0) != NoteAlgorithm.ED25519.type()) {
      throw new IllegalArgumentException("not the private key of an Ed25519 signature (type 01)");
    }
    var signer = new NoteSigner(parts[2], typedSeed.slice(1, typedSeed.length()));
    if (!signer.verifier.keyId().toString().equals(parts[3])) {
      throw new IllegalArgumentException("the private key is not the one its key ID names");
    }
    return signer;
  }

  private static Bytes decode(String base64) {
    try {
      return Bytes.ofBase64(base64);
    } catch (IllegalArgumentException e) {
      // Without its cause, whose message shows the input.
      throw new IllegalArgumentException("the private key is not base64");
    }
  }

  /** The public key. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /**
   * Signs {@code text}.
   *
   * @throws IllegalArgumentException when it cannot be a note's text
   */
  public NoteSignature sign(String text) {
    byte[] message = Bytes.ofUtf8(NoteText.requireText(text)).toArray();
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return new NoteSignature(verifier.name(), verifier.keyId(), Bytes.copyOf(signature));
  }

  /** The private key as a line to be kept secret: {@code PRIVATE+KEY+name+hex8+base64}. */
  public String privateKey() {
    Bytes type = Bytes.copyOf(new byte[] {NoteAlgorithm.ED25519.type()});
    String typedSeed = Bytes.concat(type, Bytes.copyOf(seed)).base64();
    return PREFIX + verifier.name() + "+" + verifier.keyId() + "+" + typedSeed;
  }

  /** The public key alone. */
  @Override
  public String toString() {
    return "NoteSigner[" + verifier + "]";
  }
}

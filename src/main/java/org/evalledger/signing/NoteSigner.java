package org.evalledger.signing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;

/**
 * A private key with a name, which signs notes (C2SP signed-note) and cosigns checkpoints (C2SP
 * tlog-cosignature). All its algorithms have a private key of 32 bytes.
 */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int SEED_BYTES = 32;

  private final Bytes seed;
  private final Signer signer;
  private final NoteVerifier verifier;

  private NoteSigner(NoteAlgorithm algorithm, String name, Bytes seed) {
    if (seed.length() != SEED_BYTES) {
      throw new IllegalArgumentException(
          "a private key of %d bytes, want %d".formatted(seed.length(), SEED_BYTES));
    }
    this.seed = seed;
    Pair pair = pair(algorithm, seed.toArray());
    this.signer = pair.signer;
    this.verifier = NoteVerifier.of(algorithm, name, pair.publicKey);
  }

  private record Pair(Signer signer, Bytes publicKey) {}

  private static Pair pair(NoteAlgorithm algorithm, byte[] seed) {
    return switch (algorithm) {
      case ED25519, ED25519_COSIGNATURE -> {
        var publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        yield new Pair(message -> ed25519(seed, publicKey, message), Bytes.copyOf(publicKey));
      }
      case ML_DSA_44 -> {
        MLDSAPrivateKeyParameters key = MlDsaScheme.ML_DSA_44.privateKey(seed);
        yield new Pair(MlDsaScheme.signer(key), Bytes.copyOf(key.getPublicKey()));
      }
    };
  }

  private static byte[] ed25519(byte[] secret, byte[] publicKey, byte[] message) {
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /**
   * The Ed25519 key with this {@code seed} (RFC 8032, 32 bytes) under a {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteSigner ed25519(String name, Bytes seed) {
    return new NoteSigner(NoteAlgorithm.ED25519, name, seed);
  }

  /**
   * The key of {@code algorithm} with this {@code seed} (RFC 8032 or FIPS 204, 32 bytes) under a
   * {@code name}.
   *
   * @throws IllegalArgumentException when either cannot be one
   */
  public static NoteSigner of(NoteAlgorithm algorithm, String name, Bytes seed) {
    return new NoteSigner(algorithm, name, seed);
  }

  /** A new Ed25519 key. */
  public static NoteSigner generate(String name, SecureRandom random) {
    return generate(NoteAlgorithm.ED25519, name, random);
  }

  /** A new key. */
  public static NoteSigner generate(NoteAlgorithm algorithm, String name, SecureRandom random) {
    var seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new NoteSigner(algorithm, name, Bytes.copyOf(seed));
  }

  /**
   * The key of {@code algorithm} that follows from this one, under the same name. Whoever has this
   * key has that one too; from either public key, or from a break of one algorithm, nothing can be
   * told of the other, as this key's seed enters both through a one-way function.
   */
  public NoteSigner derive(NoteAlgorithm algorithm) {
    String label = "evalledger log key " + algorithm.type() + "\n" + verifier.name();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed.toArray(), mac.getAlgorithm()));
      byte[] derived = mac.doFinal(Bytes.ofUtf8(label).toArray());
      return new NoteSigner(algorithm, verifier.name(), Bytes.copyOf(derived));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC with SHA-256", e);
    }
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
    if (typedSeed.length() == 0) {
      throw new IllegalArgumentException("a private key without signature type");
    }
    var algorithm = NoteAlgorithm.ofType(typedSeed.at(0) & 0xff);
    var signer = new NoteSigner(algorithm, parts[2], typedSeed.slice(1, typedSeed.length()));
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
   * Signs {@code text} without saying when: where signatures are timed, with time 0.
   *
   * @throws IllegalArgumentException when it cannot be the text of such a note
   */
  public NoteSignature sign(String text) {
    return sign(text, Instant.EPOCH);
  }

  /**
   * Signs {@code text}; where signatures are timed, as of the whole second of {@code time}. ML-DSA
   * signs checkpoints without extension lines and nothing else.
   *
   * @throws IllegalArgumentException when it cannot be the text of such a note, or {@code time} is
   *     before 1970
   */
  public NoteSignature sign(String text, Instant time) {
    NoteText.requireText(text);
    long seconds = time.getEpochSecond();
    if (seconds < 0) {
      throw new IllegalArgumentException("signed at %s, want 1970 or later".formatted(time));
    }
    NoteAlgorithm algorithm = verifier.algorithm();
    byte[] message = NoteMessage.of(algorithm, verifier.name(), text, seconds);
    Bytes raw = Bytes.copyOf(signer.sign(message));
    return new NoteSignature(
        verifier.name(),
        verifier.keyId(),
        algorithm.timed() ? Bytes.concat(NoteMessage.number(seconds), raw) : raw);
  }

  /** The private key as a line to be kept secret: {@code PRIVATE+KEY+name+hex8+base64}. */
  public String privateKey() {
    Bytes type = Bytes.copyOf(new byte[] {verifier.algorithm().type()});
    String typedSeed = Bytes.concat(type, seed).base64();
    return PREFIX + verifier.name() + "+" + verifier.keyId() + "+" + typedSeed;
  }

  /** The public key alone. */
  @Override
  public String toString() {
    return "NoteSigner[" + verifier + "]";
  }
}

package org.evalledger.signing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The signature algorithms that the ledger takes; a key has one of them for good. */
public enum Algorithm {
  /** RFC 9864 §2.2; its older name {@code EdDSA} (RFC 8037) is understood and never written. */
  ED25519("Ed25519", 64),
  /** ECDSA on P-256 with SHA-256 (RFC 7518 §3.4). */
  ES256("ES256", 64),
  /** ECDSA on P-384 with SHA-384 (RFC 7518 §3.4). */
  ES384("ES384", 96),
  /** RSASSA-PSS with SHA-256, MGF1 and a salt of 32 bytes (RFC 7518 §3.5). */
  PS256("PS256", 0),
  /** FIPS 204, empty context (RFC 9964 §4). */
  ML_DSA_44("ML-DSA-44", 2420),
  /** FIPS 204, empty context (RFC 9964 §4). */
  ML_DSA_65("ML-DSA-65", 3309),
  /** FIPS 204, empty context (RFC 9964 §4). */
  ML_DSA_87("ML-DSA-87", 4627);

  private static final List<Algorithm> ALL = List.of(values());

  private final String jwa;
  private final int signatureBytes;

  Algorithm(String jwa, int signatureBytes) {
    this.jwa = jwa;
    this.signatureBytes = signatureBytes;
  }

  /** The algorithm that {@code alg} names in a JWK or a JWS header. */
  public static Optional<Algorithm> ofName(String alg) {
    return alg.equals("EdDSA")
        ? Optional.of(ED25519)
        : ALL.stream().filter(algorithm -> algorithm.jwa.equals(alg)).findFirst();
  }

  /** All names that are written, for messages. */
  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Algorithm::jwa).toList());
  }

  /** Its registered name, as written in {@code alg}. */
  public String jwa() {
    return jwa;
  }

  /** The one length in bytes that a signature has; 0 where it depends on the key (PS256). */
  int signatureBytes() {
    return signatureBytes;
  }
}

package org.evalledger.signing;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;

/** Real keys, the same in every run, and envelopes that our writers would never write. */
final class TestKeys {
  static final SigningKey ALICE = key(Algorithm.ED25519, "alice");
  static final SigningKey BOB = key(Algorithm.ES256, "bob");
  static final SigningKey CAROL = key(Algorithm.ML_DSA_44, "carol");
  static final Bytes PAYLOAD = Bytes.ofUtf8("{\"type\":\"evaluation\",\"version\":1}");

  private TestKeys() {}

  static SigningKey key(Algorithm algorithm, String seed) {
    if (algorithm == Algorithm.PS256) {
      // Making an RSA key takes long; this one is RFC 7520 §3.4.
      return SigningKey.parse(Vectors.read("jose-cookbook-rfc7520/jwk/3_4.rsa_private_key.json"))
          .orThrow();
    }
    return SigningKey.generate(algorithm, random(seed));
  }

  static SecureRandom random(String seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed.getBytes(StandardCharsets.UTF_8));
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Knows exactly these keys. */
  static KeySource knows(SigningKey... keys) {
    return kid ->
        Stream.of(keys)
            .map(SigningKey::publicKey)
            .filter(k -> k.thumbprint().equals(kid))
            .findFirst();
  }

  static KeySource knowsNobody() {
    return kid -> Optional.empty();
  }

  static String goodHeader(SigningKey key) {
    return "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"evalledger-statement+json\"}"
        .formatted(key.publicKey().algorithm().jwa(), key.kid());
  }

  /** A compact JWS with exactly this header, truly signed. */
  static Bytes compact(String header, Bytes payload, SigningKey key) {
    String signed = Bytes.ofUtf8(header).base64Url() + "." + payload.base64Url();
    return Bytes.ofUtf8(signed + "." + key.sign(Bytes.ofUtf8(signed)).base64Url());
  }

  static Opening open(Bytes compact) {
    return Envelope.open(EnvelopeFormat.JOSE, compact, Typ.STATEMENT);
  }

  static Opening openJson(String json) {
    return Envelope.open(EnvelopeFormat.JOSE_JSON, Bytes.ofUtf8(json), Typ.STATEMENT);
  }

  /** The verdict on an envelope that opens. */
  static Verification verify(Opening opening, KeySource keys) {
    return switch (opening) {
      case Opened opened -> opened.verify(keys);
      case Opening.Malformed malformed -> throw new AssertionError(malformed);
      case Opening.Forbidden forbidden -> throw new AssertionError(forbidden);
    };
  }
}

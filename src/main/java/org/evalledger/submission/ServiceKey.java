package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.SecretFiles;
import org.evalledger.json.Json;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;

/** The keys with which the service signs receipts, each made at the first start that lacks it. */
@Singleton
public final class ServiceKey {
  /** The keys it has: the first vouches for the second. */
  public static final List<Algorithm> ALGORITHMS = List.of(Algorithm.ED25519, Algorithm.ML_DSA_65);

  /** The submitter that the service itself is. */
  static final String SUBMITTER = "service";

  private final SigningKey key;
  private final SigningKey further;
  private final Clock clock;

  ServiceKey(SecretFiles secrets, Clock clock) {
    this.clock = clock;
    this.key = read(secrets, "service.jwk", Algorithm.ED25519);
    this.further = read(secrets, "service-ml-dsa.jwk", Algorithm.ML_DSA_65);
  }

  private static SigningKey read(SecretFiles secrets, String file, Algorithm algorithm) {
    String jwk =
        secrets.readOrCreate(
            secrets.path(file), () -> SigningKey.generate(algorithm).toJwk().canonical().utf8());
    return SigningKey.parse(Bytes.ofUtf8(jwk)).orThrow();
  }

  /** The Ed25519 key, which signs compact receipts. */
  public SigningKey key() {
    return key;
  }

  /** All keys, in the order of {@link #ALGORITHMS}: they sign receipts of several signatures. */
  public List<SigningKey> keys() {
    return List.of(key, further);
  }

  /**
   * The service's request to have its key registered. That of the first key is signed by it alone,
   * and the operator adds a signature; that of the other by both keys, a rotation like any
   * submitter's, which needs nobody else once the first is registered.
   *
   * @throws IllegalArgumentException when it has no key of {@code algorithm}
   */
  public Bytes registration(String origin, Algorithm algorithm) {
    return switch (ALGORITHMS.indexOf(algorithm)) {
      case 0 -> register(origin, key, List.of(key));
      case 1 -> register(origin, further, List.of(further, key));
      default -> throw new IllegalArgumentException("the service has no key of " + algorithm);
    };
  }

  private Bytes register(String origin, SigningKey registered, List<SigningKey> signers) {
    Json statement =
        Json.object()
            .put("type", "key")
            .put("version", 1)
            .put("ledgers", Json.ofStrings(List.of(origin)))
            .put("submitter", SUBMITTER)
            .put("issuedAt", Timestamp.write(clock.instant()))
            .put("action", "register")
            .put("jwk", registered.publicKey().toJwk())
            .put("organisation", SUBMITTER)
            .put("affiliations", Json.of(List.of()))
            .build();
    return Jws.general(Typ.STATEMENT, statement.canonical(), signers);
  }
}

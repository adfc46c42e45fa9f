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

/** The key with which the service signs receipts, made at its first start. */
@Singleton
public final class ServiceKey {
  /** The submitter that the service itself is. */
  static final String SUBMITTER = "service";

  private final SigningKey key;
  private final Clock clock;

  ServiceKey(SecretFiles secrets, Clock clock) {
    this.clock = clock;
    String jwk =
        secrets.readOrCreate(
            secrets.path("service.jwk"),
            () -> SigningKey.generate(Algorithm.ED25519).toJwk().canonical().utf8());
    this.key = SigningKey.parse(Bytes.ofUtf8(jwk)).orThrow();
  }

  /** The key. */
  public SigningKey key() {
    return key;
  }

  /**
   * The service's request to have its key registered, signed by that key alone; the operator adds a
   * signature.
   */
  public Bytes registration(String origin) {
    Json statement =
        Json.object()
            .put("type", "key")
            .put("version", 1)
            .put("ledgers", Json.ofStrings(List.of(origin)))
            .put("submitter", SUBMITTER)
            .put("issuedAt", Timestamp.write(clock.instant()))
            .put("action", "register")
            .put("jwk", key.publicKey().toJwk())
            .put("organisation", SUBMITTER)
            .put("affiliations", Json.of(List.of()))
            .build();
    return Jws.general(Typ.STATEMENT, statement.canonical(), List.of(key));
  }
}

package org.evalledger.submission;

import jakarta.inject.Singleton;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.SecretFiles;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.SigningKey;

/** The key with which the service signs receipts, made at its first start. */
@Singleton
public final class ServiceKey {
  private final SigningKey key;

  ServiceKey(SecretFiles secrets) {
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
}

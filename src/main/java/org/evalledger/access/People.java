package org.evalledger.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a token's claims whose they are. What stands for a person where others read it is keyed:
 * a subject may be a user name or an address, and a plain digest of it could be found by trying.
 */
@Singleton
@Requires(bean = Relying.class)
final class People {
  private static final String HMAC = "HmacSHA256";
  private static final int SECRET_BYTES = 32;

  private final Relying relying;
  private final RoleRules rules;
  private final PersonSecretRepository repository;

  /** The same for ever; null until it is first asked for. */
  private volatile @Nullable Bytes secret;

  People(Relying relying, RoleRules rules, PersonSecretRepository repository) {
    this.relying = relying;
    this.rules = rules;
    this.repository = repository;
  }

  Person of(JWTClaimsSet claims) {
    String issuer = String.valueOf(claims.getIssuer());
    return Person.of(
        claims,
        digest(issuer, String.valueOf(claims.getSubject())),
        relying.organisationClaim(),
        rules);
  }

  /** Neither part can reach into the other, as in a plain concatenation. */
  private Sha256 digest(String issuer, String subject) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret().toArray(), HMAC));
      byte[] name = Json.ofStrings(List.of(issuer, subject)).canonical().toArray();
      return Sha256.ofHex(HexFormat.of().formatHex(mac.doFinal(name)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + HMAC + " here", e);
    }
  }

  private Bytes secret() {
    Bytes known = secret;
    if (known == null) {
      known = kept();
      secret = known;
    }
    return known;
  }

  private Bytes kept() {
    return Bytes.copyOf(HexFormat.of().parseHex(repository.find().or(this::made).orElseThrow()));
  }

  private Optional<String> made() {
    byte[] bits = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bits);
    repository.insert(HexFormat.of().formatHex(bits));
    return repository.find();
  }
}

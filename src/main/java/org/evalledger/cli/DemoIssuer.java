package org.evalledger.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The demo's identity provider: it believes everybody. It is there only where the command {@code
 * demo} made one and handed it to the service: no setting brings it up. Its key lives as long as
 * the process.
 */
final class DemoIssuer {
  static final String PATH = "/demo-issuer";
  static final String CLIENT = "evalledger-demo";

  /** Whom its access tokens are for. */
  static final String AUDIENCE = "evalledger-demo-api";

  /** Which of its claims give which roles. */
  static final String ROLES =
      "submitter:roles=submitter,reviewer:roles=reviewer,operator:roles=operator";

  private static final Duration CODE_LASTS = Duration.ofMinutes(1);
  private static final Duration TOKEN_LASTS = Duration.ofHours(1);
  private static final int MAX_CODES = 1_000;

  private final String ledger;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ECKey key;

  /** Guarded by this object's monitor. */
  private final Map<String, Granted> codes = new HashMap<>();

  /**
   * A code that waits for its exchange.
   *
   * @param identity whose it is
   * @param nonce of who asked
   * @param challenge SHA-256 of the verifier that comes with the exchange, base64url
   * @param until when it is forgotten
   */
  private record Granted(
      DemoIdentity identity, @Nullable String nonce, String challenge, Instant until) {}

  /**
   * @param ledger the demo's address, without a slash at its end
   */
  DemoIssuer(String ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
    try {
      this.key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no P-256 here", e);
    }
  }

  String url() {
    return ledger + PATH;
  }

  /** The one place that it sends browsers back to. */
  String callback() {
    return ledger + "/sign-in/callback";
  }

  String keys() {
    return new JWKSet(key).toString(true);
  }

  /** A code for the browser of whoever says to be {@code identity}. */
  synchronized String code(DemoIdentity identity, @Nullable String nonce, String challenge) {
    Instant now = clock.instant();
    codes.values().removeIf(granted -> granted.until().isBefore(now));
    if (codes.size() >= MAX_CODES) {
      codes.clear();
    }
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String code = Bytes.copyOf(bits).base64Url();
    codes.put(code, new Granted(identity, nonce, challenge, now.plus(CODE_LASTS)));
    return code;
  }

  /**
   * What a code is exchanged for.
   *
   * @param identity tells the ledger who signed in, and is good for nothing else
   * @param access with which a program speaks
   */
  record Tokens(String identity, String access) {}

  /** The tokens for {@code code}, once, for who knows the verifier. */
  Optional<Tokens> tokens(String code, String verifier) {
    return Optional.ofNullable(taken(code))
        .filter(granted -> granted.until().isAfter(clock.instant()))
        .filter(
            granted ->
                granted.challenge().equals(Bytes.ofUtf8(verifier).sha256().bytes().base64Url()))
        .map(
            granted ->
                new Tokens(
                    signed(claims(granted.identity(), CLIENT).claim("nonce", granted.nonce())),
                    accessToken(granted.identity())));
  }

  private synchronized @Nullable Granted taken(String code) {
    return codes.remove(code);
  }

  /** With which a program speaks as {@code identity} to the demo's ledger. */
  String accessToken(DemoIdentity identity) {
    return signed(claims(identity, AUDIENCE));
  }

  private JWTClaimsSet.Builder claims(DemoIdentity identity, String audience) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject("demo-" + identity.word())
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(TOKEN_LASTS)))
        .claim("name", identity.title())
        .claim("organisation", identity.organisation())
        .claim("roles", identity.roles());
  }

  private String signed(JWTClaimsSet.Builder claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    var jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 does not sign", e);
    }
    return jwt.serialize();
  }
}

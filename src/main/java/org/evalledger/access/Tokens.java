package org.evalledger.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks tokens of the identity provider: its signature, by an algorithm of a public key alone (RFC
 * 8725 §3.1), that it is the issuer, whom they are for, and that they hold now.
 */
@Singleton
@Requires(bean = Relying.class)
final class Tokens {
  /** Characters of a token, at most. */
  static final int MAX_LENGTH = 16_384;

  private static final int SKEW_SECONDS = 30;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /** OpenID Connect Core 1.0 §2 and §3.3.2.11. */
  private static final List<String> OF_IDENTITY = List.of("nonce", "at_hash", "c_hash");

  private final Relying relying;
  private final Provider provider;

  Tokens(Relying relying, Provider provider) {
    this.relying = relying;
    this.provider = provider;
  }

  /** What a token comes to. */
  sealed interface Checked {
    /**
     * It counts.
     *
     * @param claims what it says
     */
    record Valid(JWTClaimsSet claims) implements Checked {}

    /**
     * It does not.
     *
     * @param detail which rule it breaks; nothing of its content
     */
    record Invalid(String detail) implements Checked {}
  }

  /** A token that a program sends; one that tells who signed in does not let anybody in. */
  Checked bearer(String token) {
    String audience = relying.audience();
    if (audience == null) {
      return new Checked.Invalid("This ledger takes no tokens; sign in with a browser.");
    }
    return switch (check(
        token,
        audience,
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null))) {
      case Checked.Invalid invalid -> invalid;
      case Checked.Valid valid ->
          isIdentity(valid.claims())
              ? new Checked.Invalid("This is an identity token; want an access token.")
              : valid;
    };
  }

  /** What only identity tokens have, and the word of a widespread provider for what is no other. */
  private static boolean isIdentity(JWTClaimsSet claims) {
    Object type = claims.getClaim("typ");
    return OF_IDENTITY.stream().anyMatch(claims.getClaims()::containsKey)
        || (type != null && !type.equals("Bearer"));
  }

  /** The token that tells who signed in, in answer to {@code nonce} (OpenID Connect §3.1.3.7). */
  Checked identity(String token, String nonce) {
    return switch (check(
        token, relying.clientId(), new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null))) {
      case Checked.Invalid invalid -> invalid;
      case Checked.Valid valid ->
          wrongIn(valid.claims(), nonce).<Checked>map(Checked.Invalid::new).orElse(valid);
    };
  }

  private Optional<String> wrongIn(JWTClaimsSet claims, String nonce) {
    if (!nonce.equals(claims.getClaim("nonce"))) {
      return Optional.of("The identity token is not for this sign-in.");
    }
    Object party = claims.getClaim("azp");
    boolean ours =
        party == null ? claims.getAudience().size() == 1 : party.equals(relying.clientId());
    return ours
        ? Optional.empty()
        : Optional.of("The identity token was issued to another service.");
  }

  private Checked check(
      String token, String audience, DefaultJOSEObjectTypeVerifier<SecurityContext> types) {
    if (token.length() > MAX_LENGTH) {
      return new Checked.Invalid("The token is longer than %d.".formatted(MAX_LENGTH));
    }
    Optional<String> fault = faultBeforeKeys(token);
    if (fault.isPresent()) {
      return new Checked.Invalid(fault.get());
    }
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(types);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, provider.keys()));
    processor.setJWTClaimsSetVerifier(claims(audience));
    return processed(processor, token);
  }

  /** What can be told without asking anybody: nothing is fetched for the sake of such a token. */
  private Optional<String> faultBeforeKeys(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
        return Optional.of("The token is not signed by an algorithm that is taken here.");
      }
      return relying.issuer().toString().equals(jwt.getJWTClaimsSet().getIssuer())
          ? Optional.empty()
          : Optional.of("The token is of another issuer.");
    } catch (ParseException e) {
      return Optional.of("The token is no signed JWT.");
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> claims(String audience) {
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            audience,
            new JWTClaimsSet.Builder().issuer(relying.issuer().toString()).build(),
            Set.of("sub", "exp", "iat"));
    verifier.setMaxClockSkew(SKEW_SECONDS);
    return verifier;
  }

  private static Checked processed(DefaultJWTProcessor<SecurityContext> processor, String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String subject = claims.getSubject();
      return subject == null || subject.isEmpty()
          ? new Checked.Invalid("The token names nobody.")
          : new Checked.Valid(claims);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      return new Checked.Invalid("The token does not hold: its key, audience or time.");
    }
  }
}

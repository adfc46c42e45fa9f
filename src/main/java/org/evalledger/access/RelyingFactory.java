package org.evalledger.access;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads the settings of sign-in, where an issuer is set. */
@Factory
final class RelyingFactory {
  @Bean
  @Singleton
  @Requires(property = "evalledger.oidc.issuer")
  @Requires(property = "evalledger.oidc.issuer", notEquals = "")
  Relying relying(
      @Property(name = "evalledger.oidc.issuer") String issuer,
      @Property(name = "evalledger.oidc.client.id") @Nullable String clientId,
      @Property(name = "evalledger.oidc.client.secret") @Nullable String secret,
      @Property(name = "evalledger.oidc.audience") @Nullable String audience,
      @Property(name = "evalledger.oidc.organisation.claim") @Nullable String organisationClaim,
      @Property(name = "evalledger.oidc.scopes") @Nullable String scopes,
      @Property(name = "evalledger.url") @Nullable String url) {
    String client = required("EVALLEDGER_OIDC_CLIENT_ID", clientId);
    return new Relying(
        address("EVALLEDGER_OIDC_ISSUER", issuer),
        client,
        orNull(secret),
        audience(audience, client),
        or(organisationClaim, "organisation"),
        or(scopes, "openid profile"),
        address("EVALLEDGER_URL", required("EVALLEDGER_URL", url)));
  }

  /** Identity tokens are for the client: whoever has one may not speak with it. */
  private static @Nullable String audience(@Nullable String value, String client) {
    if (client.equals(value)) {
      throw new IllegalArgumentException(
          "EVALLEDGER_OIDC_AUDIENCE is the client id, for which identity tokens are; want another"
              + " audience, or none to take no tokens.");
    }
    return orNull(value);
  }

  private static @Nullable String orNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private static String required(String variable, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          variable + " is not set; sign-in, which EVALLEDGER_OIDC_ISSUER asks for, needs it.");
    }
    return value;
  }

  private static URI address(String variable, String value) {
    return Addresses.read(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is \"%s\"; want %s.".formatted(variable, value, Addresses.WANTED)));
  }
}

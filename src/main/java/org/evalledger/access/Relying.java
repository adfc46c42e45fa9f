package org.evalledger.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What this service is to its identity provider: a relying party, in the words of OpenID Connect.
 *
 * @param issuer the provider, exactly as its tokens name it
 * @param clientId what this service is called there
 * @param clientSecret how it proves that; null for a public client, which PKCE protects alone
 * @param audience whom bearer tokens must be meant for, and identity tokens are not; null where
 *     none are taken
 * @param organisationClaim of a token, in which the person's organisation stands
 * @param scopes that are asked for at sign-in, separated by spaces
 * @param url under which browsers reach this service, without a slash at its end
 */
record Relying(
    URI issuer,
    String clientId,
    @Nullable String clientSecret,
    @Nullable String audience,
    String organisationClaim,
    String scopes,
    URI url) {
  /** Where the provider sends browsers back to. */
  String callback() {
    return url + SignInEndpoint.CALLBACK;
  }

  /** Whether browsers speak TLS with this service. */
  boolean isSecure() {
    return "https".equals(url.getScheme());
  }
}

/**
 * Who makes a request and what that person may do: bearer tokens and sessions of people whom an
 * OpenID provider knows, and the roles that their claims give them. The service itself has no
 * passwords. Read {@link org.evalledger.access.AccessFilter} first, then {@link
 * org.evalledger.access.SignInEndpoint}.
 *
 * <p>Specifications: OpenID Connect Core 1.0 and Discovery 1.0, RFC 6749 and RFC 7636
 * (authorization code with PKCE), RFC 6750 (bearer tokens), RFC 7519 and RFC 8725 (JWT), RFC 9207
 * (issuer of the answer).
 */
@NullMarked
package org.evalledger.access;

import org.jspecify.annotations.NullMarked;

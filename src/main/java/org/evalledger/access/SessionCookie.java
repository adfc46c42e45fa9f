package org.evalledger.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of sign-in: no script reads them, no other site's forms carry them, and over TLS
 * nothing but this host sets them (the {@code __Host-} prefix, RFC 6265bis §4.1.3).
 */
@Singleton
final class SessionCookie {
  private static final String SESSION = "evalledger-session";
  private static final String ATTEMPT = "evalledger-sign-in";

  private final boolean secure;

  SessionCookie(@Nullable Relying relying) {
    this.secure = relying != null && relying.isSecure();
  }

  /** The id of the session that {@code request} names. */
  Optional<String> session(HttpRequest<?> request) {
    return value(request, SESSION);
  }

  /** The attempt to sign in that {@code request} goes on with. */
  Optional<String> attempt(HttpRequest<?> request) {
    return value(request, ATTEMPT);
  }

  private Optional<String> value(HttpRequest<?> request, String name) {
    return request.getHeaders().contains(HttpHeaders.COOKIE)
        ? request.getCookies().findCookie(named(name)).map(Cookie::getValue)
        : Optional.empty();
  }

  Cookie session(String id) {
    return cookie(SESSION, id, Sessions.LASTS);
  }

  Cookie noSession() {
    return cookie(SESSION, "", Duration.ZERO);
  }

  Cookie attempt(String value) {
    return cookie(ATTEMPT, value, SignInAttempt.LASTS);
  }

  Cookie noAttempt() {
    return cookie(ATTEMPT, "", Duration.ZERO);
  }

  private Cookie cookie(String name, String value, Duration lasts) {
    return Cookie.of(named(name), value)
        .httpOnly(true)
        .secure(secure)
        .sameSite(SameSite.Lax)
        .path("/")
        .maxAge(lasts);
  }

  private String named(String name) {
    return secure ? "__Host-" + name : name;
  }
}

package org.evalledger.access;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who makes a request, by the token or the session that it carries. */
@Singleton
final class Callers {
  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final SessionCookie cookies;
  private final RoleRules rules;
  private final @Nullable Tokens tokens;
  private final @Nullable People people;

  Callers(
      Sessions sessions,
      SessionCookie cookies,
      RoleRules rules,
      @Nullable Tokens tokens,
      @Nullable People people) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.rules = rules;
    this.tokens = tokens;
    this.people = people;
  }

  /** What a request says of its caller, not yet held against anything. */
  sealed interface Claimed {
    /**
     * A token.
     *
     * @param token as it was sent
     */
    record Token(String token) implements Claimed {}

    /**
     * A session.
     *
     * @param id as it was sent
     */
    record Session(String id) implements Claimed {}
  }

  /** What {@code request} says; empty where it names nobody, as most do. */
  Optional<Claimed> claimed(HttpRequest<?> request) {
    String authorization = request.getHeaders().get("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(new Claimed.Token(authorization.substring(BEARER.length()).strip()));
    }
    return people == null ? Optional.empty() : cookies.session(request).map(Claimed.Session::new);
  }

  /** Who that is; asks the database or the identity provider. */
  Caller caller(Claimed claimed) {
    return switch (claimed) {
      case Claimed.Token(var token) -> bearer(token);
      case Claimed.Session(var id) ->
          sessions.find(id).<Caller>map(visitor -> visitor).orElseGet(Caller.Anybody::new);
    };
  }

  private Caller bearer(String token) {
    if (tokens == null || people == null) {
      throw new AccessDenied(
          AccessDenied.Reason.BAD_TOKEN,
          "This ledger has no identity provider and takes no token.");
    }
    return switch (tokens.bearer(token)) {
      case Tokens.Checked.Invalid(var detail) ->
          throw new AccessDenied(AccessDenied.Reason.BAD_TOKEN, detail);
      case Tokens.Checked.Valid(var claims) -> {
        Person person = people.of(claims);
        yield new Caller.Bearer(person.with(rules.roles(person.grounds())));
      }
    };
  }
}

package org.evalledger.access;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Ends a request whose caller may not make it. */
public final class AccessDenied extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  AccessDenied(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public enum Reason {
    /** It takes somebody who is signed in. */
    SIGN_IN_NEEDED(HttpStatus.UNAUTHORIZED, "Bearer realm=\"evalledger\""),
    /** The token does not count. */
    BAD_TOKEN(HttpStatus.UNAUTHORIZED, "Bearer realm=\"evalledger\", error=\"invalid_token\""),
    /** It takes a role that the caller has not. */
    ROLE_NEEDED(HttpStatus.FORBIDDEN, null),
    /** A browser's request without its token. */
    CSRF_TOKEN_NEEDED(HttpStatus.FORBIDDEN, null),
    /** More than a read, from a page of another place. */
    FOREIGN_PAGE(HttpStatus.FORBIDDEN, null);

    private final HttpStatus status;
    private final @Nullable String challenge;

    Reason(HttpStatus status, @Nullable String challenge) {
      this.status = status;
      this.challenge = challenge;
    }

    HttpStatus status() {
      return status;
    }

    /** RFC 6750 §3; null where none is due. */
    @Nullable String challenge() {
      return challenge;
    }
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}

package org.evalledger.http;

import io.micronaut.http.HttpStatus;

/** Every problem the service answers with: its slug is stable, its words may change. */
enum ProblemType {
  /** Not JSON, not an envelope, truncated, too deep, a name twice. */
  MALFORMED(
      "malformed",
      HttpStatus.BAD_REQUEST,
      "The bytes cannot be read",
      "Send an envelope whose payload is strict I-JSON; the faults say where reading stopped."),
  /** A parameter or body that makes no sense. */
  BAD_REQUEST(
      "bad-request",
      HttpStatus.BAD_REQUEST,
      "The request makes no sense",
      "Compare it with /openapi/evalledger.yaml."),
  /** A media type that is not taken. */
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "This media type is not taken",
      "Send application/jose, application/jose+json or, but for key requests,"
          + " application/vnd.dsse.envelope.v1+json."),
  /** More bytes than are taken. */
  TOO_LARGE(
      "too-large",
      HttpStatus.REQUEST_ENTITY_TOO_LARGE,
      "The body is too large",
      "Split the results over several statements."),
  /** A signature does not count. */
  UNAUTHORISED(
      "unauthorised",
      HttpStatus.UNAUTHORIZED,
      "A signature does not count",
      "Sign the exact bytes with an active, registered key and name it by kid."),
  /** The signers may not say this. */
  FORBIDDEN(
      "forbidden",
      HttpStatus.FORBIDDEN,
      "The signers may not say this",
      "Have it signed by somebody who may, or ask the operator for the grant."),
  /** Nobody is signed in, or a token does not count. */
  SIGN_IN_NEEDED(
      "sign-in-needed",
      HttpStatus.UNAUTHORIZED,
      "Nobody is signed in",
      "Send a token of this ledger's identity provider as Authorization: Bearer, or sign in at"
          + " /sign-in with a browser."),
  /** Who is signed in has not the role. */
  ROLE_NEEDED(
      "role-needed",
      HttpStatus.FORBIDDEN,
      "You have not the role for this",
      "Ask the operator for the role, and sign in again; /v1/me tells which you have."),
  /** A browser's request without the token of its pages. */
  CSRF_TOKEN_NEEDED(
      "csrf-token-needed",
      HttpStatus.FORBIDDEN,
      "The request does not come from a page of this ledger",
      "Repeat the csrfToken of /v1/me in the header X-CSRF-Token, or as the form's member csrf."),
  /** Well-formed but wrong. */
  INVALID(
      "invalid",
      HttpStatus.UNPROCESSABLE_ENTITY,
      "The statement is wrong",
      "Mend what the faults point at, sign again and send it."),
  /** The same was said before. */
  ALREADY_RECORDED(
      "already-recorded",
      HttpStatus.CONFLICT,
      "This is recorded already",
      "There is nothing to do; the conflicts name the earlier entry."),
  /** Something else was said before. */
  CONFLICT(
      "conflict",
      HttpStatus.CONFLICT,
      "Something else stands already",
      "To correct it, name what stands in \"supersedes\"; otherwise leave it out."),
  /** There is no such thing. */
  NOT_FOUND(
      "not-found",
      HttpStatus.NOT_FOUND,
      "There is no such thing here",
      "Check the address; lists under /v1/entries and /v1/scores tell what there is."),
  /** Mail is asked of a ledger that sends none. */
  MAIL_OFF(
      "mail-off",
      HttpStatus.NOT_FOUND,
      "This ledger sends no mail",
      "Follow /v1/feed or ask for a webhook; its operator turns mail on by EVALLEDGER_SMTP_URL."),
  /** The method does not fit. */
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      HttpStatus.METHOD_NOT_ALLOWED,
      "The method does not fit this address",
      "Compare it with /openapi/evalledger.yaml."),
  /** A write, sent to a mirror. */
  MIRROR(
      "mirror",
      HttpStatus.METHOD_NOT_ALLOWED,
      "This is a mirror",
      "Send it to the ledger itself; the detail names its address."),
  /** Nothing of the offered representations is acceptable. */
  NOT_ACCEPTABLE(
      "not-acceptable",
      HttpStatus.NOT_ACCEPTABLE,
      "No such representation is offered",
      "Ask for application/json."),
  /** More of something than one submitter may have. */
  TOO_MANY(
      "too-many",
      HttpStatus.TOO_MANY_REQUESTS,
      "There are too many of these already",
      "End one that is no longer needed, or use one for several purposes."),
  /** More of something than one address gets within some time. */
  TOO_OFTEN(
      "too-often",
      HttpStatus.TOO_MANY_REQUESTS,
      "That is too often",
      "Ask again after the seconds in Retry-After."),
  /** The operator has not opened the ledger. */
  NOT_OPENED(
      "not-opened",
      HttpStatus.SERVICE_UNAVAILABLE,
      "The ledger is not open yet",
      "Its operator opens it with: evalledger init --to URL --key OPERATOR.jwk"),
  /** Too much waits, or the database is gone. */
  OVERLOADED(
      "overloaded",
      HttpStatus.SERVICE_UNAVAILABLE,
      "The service cannot take this now",
      "Send it again after the seconds in Retry-After; nothing was half done."),
  /** A fault of ours. */
  INTERNAL(
      "internal",
      HttpStatus.INTERNAL_SERVER_ERROR,
      "The service failed",
      "Send it again later; the same bytes are never recorded twice.");

  private final String slug;
  private final HttpStatus status;
  private final String title;
  private final String fix;

  ProblemType(String slug, HttpStatus status, String title, String fix) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.fix = fix;
  }

  HttpStatus status() {
    return status;
  }

  /** The stable {@code type} member. */
  String uri() {
    return "/problems/" + slug;
  }

  String title() {
    return title;
  }

  String fix() {
    return fix;
  }

  /** The problem for a status that the framework chose. */
  static ProblemType of(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> UNAUTHORISED;
      case FORBIDDEN -> FORBIDDEN;
      case NOT_FOUND -> NOT_FOUND;
      case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> NOT_ACCEPTABLE;
      case UNSUPPORTED_MEDIA_TYPE -> UNSUPPORTED_MEDIA_TYPE;
      case REQUEST_ENTITY_TOO_LARGE -> TOO_LARGE;
      case TOO_MANY_REQUESTS -> TOO_MANY;
      case SERVICE_UNAVAILABLE -> OVERLOADED;
      default -> status.getCode() >= 500 ? INTERNAL : BAD_REQUEST;
    };
  }
}

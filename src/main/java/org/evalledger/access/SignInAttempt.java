package org.evalledger.access;

import java.util.Base64;
import java.util.Optional;
import org.evalledger.bytes.Bytes;

/**
 * One way to the identity provider and back. All that must come back right follows from a secret
 * that only the browser keeps, so nothing is stored here for whoever just asks.
 *
 * @param secret 256 random bits, base64url
 * @param next the page to come to, a path of this service
 */
record SignInAttempt(String secret, String next) {
  private static final int SECRET_LENGTH = 43;

  /** What the browser kept; empty when it is not what it was given. */
  static Optional<SignInAttempt> read(String cookie) {
    int dot = cookie.indexOf('.');
    if (dot != SECRET_LENGTH) {
      return Optional.empty();
    }
    try {
      String next = Bytes.copyOf(Base64.getUrlDecoder().decode(cookie.substring(dot + 1))).utf8();
      return Optional.of(new SignInAttempt(cookie.substring(0, dot), NextPage.of(next)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String cookie() {
    return secret + "." + Bytes.ofUtf8(next).base64Url();
  }

  /** Binds the answer to this browser (RFC 6749 §10.12). */
  String state() {
    return derived("state");
  }

  /** Binds the identity token to this browser (OpenID Connect Core 1.0 §15.5.2). */
  String nonce() {
    return derived("nonce");
  }

  /** Shows that who exchanges the code is who asked for it (RFC 7636 §4.1). */
  String verifier() {
    return derived("verifier");
  }

  /** Of the verifier, by method S256 (RFC 7636 §4.2). */
  String challenge() {
    return Bytes.ofUtf8(verifier()).sha256().bytes().base64Url();
  }

  private String derived(String purpose) {
    return Bytes.ofUtf8(purpose + " " + secret).sha256().bytes().base64Url();
  }
}

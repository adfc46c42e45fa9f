package org.evalledger.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One way to the identity provider and back. All that must come back right follows from a secret
 * that only the browser keeps, so nothing is stored here for whoever just asks.
 *
 * @param secret 256 random bits, base64url
 * @param begun when, to the second
 * @param next the page to come to, a path of this service
 */
record SignInAttempt(String secret, Instant begun, String next) {
  /** How long it may take; browsers are told so too, and do as they like. */
  static final Duration LASTS = Duration.ofMinutes(10);

  private static final Pattern COOKIE =
      Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,11})\\.([A-Za-z0-9_-]*)");

  /** What the browser kept; empty when it is not what it was given. */
  static Optional<SignInAttempt> read(String cookie) {
    Matcher parts = COOKIE.matcher(cookie);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      String next = Bytes.copyOf(Base64.getUrlDecoder().decode(parts.group(3))).utf8();
      var begun = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
      return Optional.of(new SignInAttempt(parts.group(1), begun, NextPage.of(next)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String cookie() {
    return secret + "." + begun.getEpochSecond() + "." + Bytes.ofUtf8(next).base64Url();
  }

  /** Whether {@code state} came back in answer to this one, and it is not over at {@code now}. */
  boolean isAnswered(@Nullable String state, Instant now) {
    return state != null && Secrets.isSame(state(), state) && now.isBefore(begun.plus(LASTS));
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
    return Bytes.ofUtf8(purpose + " " + begun.getEpochSecond() + " " + secret)
        .sha256()
        .bytes()
        .base64Url();
  }
}

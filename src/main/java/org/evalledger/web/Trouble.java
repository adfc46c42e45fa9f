package org.evalledger.web;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What stands where a page should be.
 *
 * @param status number and name
 * @param title in two words or three
 * @param what is wrong
 * @param next what to do
 * @param asked the address that was asked for
 * @param retryAfter seconds until it is worth another try; null when it is not
 */
public record Trouble(
    int status, String title, String what, String next, String asked, @Nullable String retryAfter) {
  /**
   * What stands there for {@code status}.
   *
   * @param most bytes that are taken at once
   */
  static Trouble of(HttpStatus status, String asked, @Nullable String retryAfter, long most) {
    int code = status.getCode();
    return switch (code) {
      case 404 ->
          new Trouble(
              code,
              "Not found",
              "Nothing is at this address.",
              "Names are taken letter by letter, capitals too; the search finds what there is.",
              asked,
              null);
      case 401 ->
          new Trouble(
              code,
              "Signed out",
              "This is for people who are signed in, and you are not, or no longer.",
              "What you wrote is still on the page before this one: copy it, sign in, and send it"
                  + " anew.",
              asked,
              null);
      case 403 ->
          new Trouble(
              code,
              "Not allowed",
              "It takes a role that you have not, or a page that you signed in at.",
              "What you wrote is still on the page before this one; reading needs no role.",
              asked,
              null);
      case 413 ->
          new Trouble(
              code,
              "Too large",
              "More was sent than is taken here, which is %s at once.".formatted(Words.bytes(most)),
              "The command ./evalledger submit reads larger files and splits what they say; logs of"
                  + " single samples are not needed.",
              asked,
              null);
      case 503 ->
          new Trouble(
              code,
              "Busy",
              "The service is busy or its database is away.",
              "It is worth another try in %s s; nothing is lost."
                  .formatted(retryAfter == null ? "5" : retryAfter),
              asked,
              retryAfter == null ? "5" : retryAfter);
      default ->
          code >= 500
              ? new Trouble(
                  code,
                  "A fault of ours",
                  "The page could not be made.",
                  "The fault was logged; the ledger itself is as it was.",
                  asked,
                  "5")
              : new Trouble(
                  code,
                  "Not understood",
                  "The address asks for something that makes no sense.",
                  "A part behind the question mark may be wrong; the search finds what there is.",
                  asked,
                  null);
    };
  }
}

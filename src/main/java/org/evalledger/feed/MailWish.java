package org.evalledger.feed;

import java.util.regex.Pattern;

/**
 * What somebody asks for who wants to be told by mail.
 *
 * @param address where mail goes: see {@link #isAddress}
 * @param scope what it is about
 * @param name of the submitter or namespace; empty for cases
 * @param daily whether one mail a day gathers what happened
 */
public record MailWish(String address, MailScope scope, String name, boolean daily) {
  private static final int MAX_LENGTH = 254;

  /**
   * The plain form of RFC 5321 §4.1.2 that all mail servers take: no quotes, comments, brackets or
   * spaces, so that no address is more than one or says anything else in a header.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

  public MailWish {
    if (!isAddress(address)) {
      throw new IllegalArgumentException("no address of a mailbox");
    }
    if (name.isEmpty() != (scope == MailScope.CASES)) {
      throw new IllegalArgumentException("got the name \"" + name + "\" for " + scope);
    }
  }

  /** Whether mail can be sent to {@code text}. */
  public static boolean isAddress(String text) {
    return text.length() <= MAX_LENGTH
        && text.indexOf('@') <= 64
        && ADDRESS.matcher(text).matches();
  }
}

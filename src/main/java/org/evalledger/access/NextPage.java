package org.evalledger.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page to come to after sign-in, never one of somebody else. */
final class NextPage {
  static final String HOME = "/";

  /**
   * An absolute path with or without a query. A second slash or a backslash at its beginning would
   * be a host to a browser.
   */
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
              + "(?:\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

  private static final int MAX_LENGTH = 1_024;

  private NextPage() {}

  /** The page that {@code asked} names, or the first one. */
  static String of(@Nullable String asked) {
    return asked != null && asked.length() <= MAX_LENGTH && PATH.matcher(asked).matches()
        ? asked
        : HOME;
  }
}

package org.evalledger.statement;

/** What an id is: 1 to 256 printable ASCII characters without space, double quote and backslash. */
public final class Ids {
  /** Characters in an id, at most. */
  public static final int MAX_LENGTH = 256;

  private Ids() {}

  /** Whether {@code text} is an id. */
  public static boolean isId(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  static void require(String text) {
    if (!isId(text)) {
      throw new IllegalArgumentException("not an id: " + text);
    }
  }
}

package org.evalledger.harness;

/** Makes ids of what harnesses and people call things. */
final class Ascii {
  private static final int MAX_LENGTH = 256;

  private Ascii() {}

  /**
   * {@code text} with {@code _} for every character that an id must not hold and where there is
   * none, cut to length.
   */
  static String id(String text) {
    String clean = text.strip().replaceAll("[^!-~]|[\"\\\\]", "_");
    return clean.isEmpty() ? "_" : clean.substring(0, Math.min(clean.length(), MAX_LENGTH));
  }

  /** An id without slash. */
  static String name(String text) {
    return id(text).replace('/', '_');
  }
}

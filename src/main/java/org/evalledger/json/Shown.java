package org.evalledger.json;

/**
 * A value as an error message shows it: never longer than a glance, and without characters that
 * change how the message around it reads (controls, and those that turn the direction of text).
 */
final class Shown {
  private static final int MAX_CHARACTERS = 64;

  private Shown() {}

  /** The first characters of {@code text}. */
  static String of(String text) {
    var shown = new StringBuilder();
    int count = 0;
    int i = 0;
    while (i < text.length() && count < MAX_CHARACTERS) {
      int point = text.codePointAt(i);
      append(shown, point);
      i += Character.charCount(point);
      count++;
    }
    return i < text.length() ? shown + "…" : shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          Character.toString(point)
              .chars()
              .forEach(unit -> shown.append("\\u%04x".formatted(unit)));
      default -> {
        if (point == '"' || point == '\\') {
          shown.append('\\');
        }
        shown.appendCodePoint(point);
      }
    }
  }
}

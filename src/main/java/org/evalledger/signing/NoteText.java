package org.evalledger.signing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.evalledger.bytes.Bytes;

/** The rules of C2SP signed-note for characters, names and texts. */
final class NoteText {
  private static final int NEXT_LINE = 0x85;

  private NoteText() {}

  /** The text of UTF-8 {@code bytes} in which the only control character is the line feed. */
  static String decode(Bytes bytes) {
    try {
      var chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray()));
      return requireNoControl(chars.toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the note is not UTF-8", e);
    }
  }

  /** {@code text}, if it may be signed. */
  static String requireText(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the note's text has no line feed at its end");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("the note's text has half a surrogate pair");
    }
    return requireNoControl(text);
  }

  /** {@code name}, if a key may have it. */
  static String requireName(String name) {
    boolean bad =
        name.isEmpty()
            || name.codePoints().anyMatch(c -> c == '+' || c < ' ' || isSpace(c))
            || !StandardCharsets.UTF_8.newEncoder().canEncode(name);
    if (bad) {
      throw new IllegalArgumentException(
          "a key name \"%s\", want one without space or plus".formatted(name));
    }
    return name;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == NEXT_LINE;
  }

  private static String requireNoControl(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < ' ' && c != '\n') {
        throw new IllegalArgumentException("control character %02x in the note".formatted((int) c));
      }
    }
    return text;
  }
}

package org.evalledger.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as RFC 7515 §2 has it: no padding, no white space, and one text for every sequence of
 * bytes. The last rule (RFC 4648 §3.5, unused bits are zero) is ours: without it the same signature
 * could arrive in several texts.
 */
final class Base64Url {
  private Base64Url() {}

  /** The bytes that {@code text} stands for, or null when it is not strict base64url. */
  static byte @Nullable [] decode(byte[] text) {
    return decode(text, 0, text.length);
  }

  /** The same for {@code from} (inclusive) to {@code to} (exclusive) of {@code text}. */
  static byte @Nullable [] decode(byte[] text, int from, int to) {
    if (from == to) {
      return new byte[0];
    }
    if (unusedBits(text[to - 1], (to - from) % 4) != 0) {
      return null;
    }
    try {
      ByteBuffer decoded = Base64.getUrlDecoder().decode(ByteBuffer.wrap(text, from, to - from));
      return decoded.array();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The bytes that {@code text} stands for, or null when it is not strict base64url. */
  static byte @Nullable [] decode(String text) {
    return decode(text.getBytes(StandardCharsets.ISO_8859_1)); // what is not Latin-1 becomes '?'
  }

  /** What {@code bytes} look like as base64url. */
  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The bits of the last character that stand for nothing; not 0 for padding, too. */
  private static int unusedBits(byte last, int charactersOver) {
    int value = value(last);
    return switch (charactersOver) {
      case 0 -> value < 0 ? -1 : 0;
      case 2 -> value & 0x0F;
      case 3 -> value & 0x03;
      default -> -1;
    };
  }

  private static int value(byte c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}

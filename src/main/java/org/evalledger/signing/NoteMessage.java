package org.evalledger.signing;

import java.nio.ByteBuffer;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/** The exact bytes that a key signs for a note's text. */
final class NoteMessage {
  private static final Bytes SUBTREE = Bytes.ofUtf8("subtree/v1\n\0");
  private static final int HEAD_LINES = 3;
  private static final int MAX_NAME_BYTES = 255;

  private NoteMessage() {}

  /**
   * What the key {@code name} signs.
   *
   * @param time seconds since 1970; of no meaning where signatures are not timed
   * @throws IllegalArgumentException when {@code algorithm} cannot sign such a text
   */
  static byte[] of(NoteAlgorithm algorithm, String name, String text, long time) {
    return switch (algorithm) {
      case ED25519 -> Bytes.ofUtf8(text).toArray();
      case ED25519_COSIGNATURE ->
          Bytes.ofUtf8("cosignature/v1\ntime %d\n%s".formatted(time, text)).toArray();
      case ML_DSA_44 -> cosigned(name, text, time).toArray();
    };
  }

  /**
   * The {@code cosigned_message} of C2SP tlog-cosignature for a checkpoint.
   *
   * <p>It does not cover extension lines, so a text that has any is refused: whoever opens a note
   * may believe the whole of its text, and anybody could have put such lines there.
   */
  private static Bytes cosigned(String name, String text, long time) {
    String[] lines = text.split("\n", -1);
    if (lines.length != HEAD_LINES + 1 || !lines[HEAD_LINES].isEmpty()) {
      throw new IllegalArgumentException(
          "a text of %d lines, want the three of a checkpoint".formatted(lines.length - 1));
    }
    return Bytes.concat(
        SUBTREE,
        shortText(name),
        number(time),
        shortText(lines[0]),
        number(0),
        number(size(lines[1])),
        new Sha256(Bytes.ofBase64(lines[2])).bytes());
  }

  private static long size(String digits) {
    if (!digits.matches("0|[1-9][0-9]{0,18}")) {
      throw new IllegalArgumentException("a tree size \"%s\", want a decimal".formatted(digits));
    }
    return Long.parseLong(digits);
  }

  /** {@code text} behind its length in one byte. */
  static Bytes shortText(String text) {
    Bytes bytes = Bytes.ofUtf8(text);
    if (bytes.length() == 0 || bytes.length() > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a name of %d bytes, want 1 to %d".formatted(bytes.length(), MAX_NAME_BYTES));
    }
    return Bytes.concat(Bytes.copyOf(new byte[] {(byte) bytes.length()}), bytes);
  }

  /** Eight bytes, big-endian. */
  static Bytes number(long value) {
    return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }
}

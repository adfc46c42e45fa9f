package org.evalledger.signing;

import java.nio.ByteBuffer;
import org.evalledger.bytes.Bytes;

/**
 * Tells keys of one name apart (C2SP signed-note). Short, so never proof of a key: it only says
 * which key to try.
 *
 * @param value the four bytes, big-endian
 */
public record NoteKeyId(int value) {
  static final int BYTES = 4;

  private static final Bytes LINE_FEED = Bytes.ofUtf8("\n");

  /** The first four bytes of SHA-256(name || 0x0A || {@code typedKey}). */
  static NoteKeyId of(String name, Bytes typedKey) {
    var digest = Bytes.concat(Bytes.ofUtf8(name), LINE_FEED, typedKey).sha256();
    return read(digest.bytes());
  }

  /** The ID that begins {@code bytes}. */
  static NoteKeyId read(Bytes bytes) {
    return new NoteKeyId(ByteBuffer.wrap(bytes.toArray()).getInt());
  }

  Bytes bytes() {
    return Bytes.copyOf(ByteBuffer.allocate(BYTES).putInt(value).array());
  }

  /** Eight lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return "%08x".formatted(value);
  }
}

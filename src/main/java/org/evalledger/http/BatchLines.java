package org.evalledger.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.evalledger.bytes.Bytes;

/** Reads lines, each of which is bounded; of one that is too long nothing is kept. */
final class BatchLines implements AutoCloseable {
  private final BufferedInputStream in;
  private final int maxBytes;
  private final long maxAll;
  private boolean ended;
  private long taken;

  /**
   * @param maxBytes of a line
   * @param maxAll bytes of all lines together
   */
  BatchLines(InputStream in, int maxBytes, long maxAll) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.maxBytes = maxBytes;
    this.maxAll = maxAll;
  }

  /** What comes next. */
  sealed interface Next {}

  /** A line without its line feed, and without a carriage return before that. */
  record Line(Bytes bytes) implements Next {}

  /** A line of more bytes than are taken. */
  record TooLong() implements Next {}

  /** All lines together have more bytes than are taken; this is the last. */
  record TooMany() implements Next {}

  /** The end. */
  record End() implements Next {}

  /** The next line that is not blank. */
  Next next() throws IOException {
    if (ended) {
      // Read to its end: a client that is still sending would not read the answers otherwise.
      in.transferTo(OutputStream.nullOutputStream());
      return new End();
    }
    Next next = line();
    ended = taken > maxAll && !(next instanceof End);
    return ended ? new TooMany() : next;
  }

  private Next line() throws IOException {
    while (true) {
      var line = new ByteArrayOutputStream();
      long length = 0;
      int read = read();
      if (read < 0) {
        return new End();
      }
      while (read >= 0 && read != '\n' && taken <= maxAll) {
        length++;
        if (length <= maxBytes + 1L) {
          line.write(read);
        } else if (length == maxBytes + 2L) {
          line = new ByteArrayOutputStream();
        }
        read = read();
      }
      byte[] bytes = line.toByteArray();
      int end =
          bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
      if (length > maxBytes + 1L || end > maxBytes) {
        return new TooLong();
      }
      if (!isBlank(bytes, end)) {
        return new Line(Bytes.copyOf(Arrays.copyOf(bytes, end)));
      }
    }
  }

  private int read() throws IOException {
    taken++;
    return in.read();
  }

  private static boolean isBlank(byte[] bytes, int end) {
    for (int i = 0; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

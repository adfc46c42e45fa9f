package org.evalledger.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.zip.InflaterInputStream;
import org.evalledger.bytes.Sha256;

/** Reads the parts of a snapshot, one row at a time. */
final class SnapshotInput extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final Connection connection;
  private final SnapshotTable.Name name;
  private byte[] part = {};
  private int read;
  private int next;

  private SnapshotInput(Connection connection, SnapshotTable.Name name) {
    this.connection = connection;
    this.name = name;
  }

  /** The bytes that were stored. */
  static InputStream open(Connection connection, SnapshotTable.Name name) {
    var parts = new SnapshotInput(connection, name);
    return new BufferedInputStream(new InflaterInputStream(parts), BUFFER);
  }

  /** Whether they are the bytes that {@code row} says, read to no greater length. */
  static boolean holds(Connection connection, SnapshotTable.Row row) throws IOException {
    MessageDigest digest = sha256();
    var buffer = new byte[BUFFER];
    long length = 0;
    try (InputStream bytes = open(connection, row.name())) {
      for (int count = bytes.read(buffer);
          count >= 0 && length <= row.length();
          count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
        length += count;
      }
    }
    return length == row.length() && Sha256.ofDigest(digest.digest()).equals(row.sha256());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? part[read++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Integer.min(length, part.length - read);
    System.arraycopy(part, read, into, offset, count);
    read += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (read == part.length) {
      part = SnapshotTable.part(connection, name, next);
      next++;
      read = 0;
    }
    return part.length > 0;
  }
}

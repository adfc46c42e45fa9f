package org.evalledger.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.evalledger.bytes.Sha256;

/** Takes the bytes of a snapshot, and stores them compressed, a megabyte a row. */
final class SnapshotOutput extends OutputStream {
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final MessageDigest digest = SnapshotInput.sha256();
  private final OutputStream compressed;
  private long length;

  SnapshotOutput(Connection connection, SnapshotTable.Name name) {
    this.compressed = new DeflaterOutputStream(new Parts(connection, name), deflater, 1 << 16);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    digest.update(bytes, offset, count);
    length += count;
    compressed.write(bytes, offset, count);
  }

  @Override
  public void close() throws IOException {
    try (compressed) {
      compressed.flush();
    } finally {
      deflater.end();
    }
  }

  /** The digest of all that was written; once. */
  Sha256 digest() {
    return Sha256.ofDigest(digest.digest());
  }

  /** How many bytes were written. */
  long length() {
    return length;
  }

  private static final class Parts extends OutputStream {
    private static final int SIZE = 1 << 20;

    private final Connection connection;
    private final SnapshotTable.Name name;
    private final byte[] part = new byte[SIZE];
    private int filled;
    private int number;

    Parts(Connection connection, SnapshotTable.Name name) {
      this.connection = connection;
      this.name = name;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int written = 0;
      while (written < count) {
        int fits = Integer.min(count - written, SIZE - filled);
        System.arraycopy(bytes, offset + written, part, filled, fits);
        filled += fits;
        written += fits;
        if (filled == SIZE) {
          store();
        }
      }
    }

    private void store() throws IOException {
      SnapshotTable.insertPart(connection, name, number, Arrays.copyOf(part, filled));
      number++;
      filled = 0;
    }

    @Override
    public void close() throws IOException {
      if (filled > 0) {
        store();
      }
    }
  }
}

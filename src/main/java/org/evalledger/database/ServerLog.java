package org.evalledger.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file that PostgreSQL's messages go to. A file and not a pipe to us, since the server may
 * outlive us.
 */
final class ServerLog {
  private static final long KEPT_BYTES = 16L << 20;
  private static final int SHOWN_BYTES = 2_000;

  private ServerLog() {}

  /** Sets a large log aside, in place of the one set aside before. */
  static void rotate(DataDirectory directory) throws IOException {
    var log = directory.serverLog();
    if (size(log) < KEPT_BYTES) return;
    Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
  }

  static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** The last of what was written after offset {@code from}. */
  static String since(Path log, long from) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(from, file.length() - SHOWN_BYTES));
      var bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }
}

package org.evalledger.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says (PostgreSQL, {@code src/include/utils/pidfile.h}): line 1 the
 * process id, line 8 the state, padded with spaces.
 *
 * @param pid of the postmaster that wrote the file, which may be long dead and its number in use by
 *     another program
 * @param state {@code starting}, {@code stopping}, {@code ready} or {@code standby}; empty while
 *     the file is being written
 */
record PostmasterFile(long pid, String state) {
  private static final int STATE_LINE = 8;

  /** Empty when the file is not there, or was cut off in its first line by a kill. */
  static Optional<PostmasterFile> read(Path file) throws IOException {
    try {
      var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
        return Optional.empty();
      }
      var state = lines.size() < STATE_LINE ? "" : lines.get(STATE_LINE - 1).strip();
      return Optional.of(new PostmasterFile(Long.parseLong(lines.getFirst().strip()), state));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean isReady() {
    return state.equals("ready");
  }
}

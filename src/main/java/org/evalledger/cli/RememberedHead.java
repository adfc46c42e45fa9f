package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of the last audit that passed, kept so that the next one notices a log that was
 * cut or rewritten since.
 *
 * @param file where it is kept
 */
record RememberedHead(Path file) {
  /** The place for the log {@code origin}: {@code given}, or one below the user's own state. */
  static RememberedHead of(String origin, @Nullable Path given) {
    return new RememberedHead(
        given != null ? given : state().resolve("evalledger").resolve(name(origin)));
  }

  /** The XDG base directory specification's place for state. */
  static Path state() {
    String configured = System.getenv("XDG_STATE_HOME");
    return configured != null && configured.startsWith("/")
        ? Path.of(configured)
        : Path.of(System.getProperty("user.home"), ".local", "state");
  }

  /** A file name for {@code origin}: readable, and different for different origins. */
  static String name(String origin) {
    String readable = origin.replaceAll("[^A-Za-z0-9._-]", "_");
    String digest = Bytes.ofUtf8(origin).sha256().hex().substring(0, 8);
    return readable.substring(0, Math.min(100, readable.length())) + "-" + digest + ".checkpoint";
  }

  /** The checkpoint; empty when there was no audit before. */
  Optional<Bytes> read() {
    return Files.exists(file) ? Optional.of(UserFiles.read(file)) : Optional.empty();
  }

  /** Keeps {@code checkpoint}; whoever reads meanwhile sees the old one or the new one. */
  void write(Bytes checkpoint) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    UserFiles.write(fresh, checkpoint);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.usage("%s cannot be written: %s.".formatted(file, UserFiles.reason(e)));
    }
  }
}

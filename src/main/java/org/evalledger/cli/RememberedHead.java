package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of the last audit that passed, kept so that the next one notices a log that was
 * cut or rewritten since.
 *
 * @param file where it is kept
 */
record RememberedHead(Path file) {
  private static final String TIME = ".time";

  /**
   * The place for the log with {@code key}: {@code given}, or one below the user's own state, of
   * which each key of an origin has its own.
   */
  static RememberedHead of(NoteVerifier key, @Nullable Path given) {
    return new RememberedHead(
        given != null ? given : state().resolve("evalledger").resolve(name(key)));
  }

  private static String name(NoteVerifier key) {
    return name(key.name()).replaceFirst("\\.checkpoint$", "-" + key.keyId() + ".checkpoint");
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

  /**
   * The checkpoint that the log with {@code key} must go on from; empty when there is none. Where
   * the last audit of the same origin saw another key, that ends the command: an operator who may
   * change the key unnoticed may change the log. A log of localhost, such as the demo's, is anew
   * with each data directory.
   *
   * @param named whether the key was named by the person at the terminal
   * @param notes where that person is told
   */
  Optional<Bytes> last(NoteVerifier key, boolean named, Consumer<String> notes) {
    Optional<Bytes> own = read().filter(head -> isBy(key, head));
    Optional<RememberedHead> other = own.isPresent() ? Optional.empty() : byAnotherKey(key);
    if (other.isPresent()) {
      String sentence =
          "This is another log key than last time for the origin \"%s\": the last head, in %s, is not signed by %s."
              .formatted(key.name(), other.get().file(), key);
      if (!named && !key.name().matches("localhost(/.*)?")) {
        throw CommandFailure.finding(
            sentence + " If you know why, name the key with --log-key; nothing was checked.");
      }
      notes.accept(sentence + " It is checked as a log never seen before.");
    }
    return own;
  }

  /** This head, or one beside it of the same origin. */
  private Optional<RememberedHead> byAnotherKey(NoteVerifier key) {
    if (Files.exists(file)) {
      return Optional.of(this);
    }
    Path directory = file.toAbsolutePath().getParent();
    String origin = name(key.name()).replaceFirst("\\.checkpoint$", "");
    if (directory == null || !name(key).equals(String.valueOf(file.getFileName()))) {
      return Optional.empty();
    }
    try (var all = Files.newDirectoryStream(directory, "*.checkpoint")) {
      for (Path one : all) {
        if (String.valueOf(one.getFileName()).startsWith(origin)) {
          return Optional.of(new RememberedHead(one));
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw CommandFailure.usage("%s cannot be read: %s.".formatted(directory, e.getMessage()));
    }
  }

  private static boolean isBy(NoteVerifier key, Bytes head) {
    return SignedNote.open(head, List.of(key)) instanceof NoteOpening.Opened;
  }

  /** When {@code checkpoint} was shown; empty when that was not kept, or for another. */
  Optional<Instant> shownAt(Bytes checkpoint) {
    Path kept = beside(TIME);
    if (!Files.exists(kept)) {
      return Optional.empty();
    }
    String[] words = UserFiles.read(kept).utf8().strip().split(" ", 2);
    return words.length == 2
            && words[0].equals(checkpoint.sha256().hex())
            && Parsed.of(() -> Timestamp.parse(words[1])) instanceof Parsed.Value<Instant>(var time)
        ? Optional.of(time)
        : Optional.empty();
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /**
   * Keeps {@code checkpoint}; whoever reads meanwhile sees the old one or the new one.
   *
   * @param shownAt when it was shown; beside it, since a note has no place for that
   */
  void write(Bytes checkpoint, Instant shownAt) {
    replace(file, checkpoint);
    Instant millis = shownAt.truncatedTo(ChronoUnit.MILLIS);
    replace(
        beside(TIME),
        Bytes.ofUtf8(checkpoint.sha256().hex() + " " + Timestamp.write(millis) + "\n"));
  }

  private static void replace(Path file, Bytes content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    UserFiles.write(fresh, content);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.usage("%s cannot be written: %s.".formatted(file, UserFiles.reason(e)));
    }
  }
}

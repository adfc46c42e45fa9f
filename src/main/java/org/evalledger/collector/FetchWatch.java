package org.evalledger.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch that takes too long or brings too much. */
final class FetchWatch extends EmptyProgressMonitor {
  private static final long LOOK_NANOS = 200_000_000;

  private final Path directory;
  private final Limits limits;
  private final long deadline;
  private long nextLook = System.nanoTime();
  private boolean tooMuch;
  private boolean tooLong;

  FetchWatch(Path directory, Limits limits) {
    this.directory = directory;
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  @Override
  public boolean isCancelled() {
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      tooMuch = bytes() > limits.totalBytes();
    }
    tooLong = now - deadline > 0;
    return tooMuch || tooLong;
  }

  /** Why the fetch was ended; JGit tells of it in many ways, or not at all. */
  void check() throws PullException {
    if (tooMuch) {
      throw new PullException(
          "Its newest commit has more than %,d bytes.".formatted(limits.totalBytes()));
    }
    if (tooLong) {
      throw new PullException("It was not fetched within " + limits.time() + ".");
    }
  }

  private long bytes() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.mapToLong(path -> path.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      // Files come and go while git works; the next look counts.
      return 0;
    }
  }
}

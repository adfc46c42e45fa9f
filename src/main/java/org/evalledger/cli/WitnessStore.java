package org.evalledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.evalledger.audit.Witness;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a witness saw last of each log, a file each. The directory is one process's: the operating
 * system lets go of its lock when that process ends, however it ends.
 */
final class WitnessStore implements AutoCloseable {
  private final Path directory;
  private final FileChannel owned;

  /** One lock a log, held from reading what was seen last to having written what is seen now. */
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  private WitnessStore(Path directory, FileChannel owned) {
    this.directory = directory;
    this.owned = owned;
  }

  /** Takes {@code directory}, which is made where it lacks. */
  static WitnessStore open(Path directory) {
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw CommandFailure.usage(
            "%s is in use by another witness; stop that one, or name another directory with --state."
                .formatted(directory));
      }
      return new WitnessStore(directory, channel);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s cannot be used: %s.".formatted(directory, UserFiles.reason(e)));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisVeryProcess) {
      return null;
    }
  }

  /**
   * What {@code decide} answers, given the head that was seen last of the log {@code origin}. A new
   * head is on disk before this returns; of two racing requests the second sees the first's.
   */
  Witness.Answer answer(String origin, Function<Optional<Bytes>, Witness.Answer> decide) {
    ReentrantLock lock = locks.computeIfAbsent(origin, any -> new ReentrantLock());
    lock.lock();
    try {
      Path file = file(origin);
      Witness.Answer answer = decide.apply(read(file));
      if (answer instanceof Witness.Cosigned(var head, var lines)) {
        write(file, head);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("what was seen of " + origin + " cannot be kept", e);
    } finally {
      lock.unlock();
    }
  }

  /** Where what was seen of a log is kept. */
  Path file(String origin) {
    return directory.resolve(RememberedHead.name(origin));
  }

  private static Optional<Bytes> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Bytes.copyOf(Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** Replaces {@code file}; what stands there is always a whole head, the old one or the new. */
  private void write(Path file, Bytes head) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(head.toArray());
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      owned.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

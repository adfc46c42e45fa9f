package org.evalledger.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Files and directories that are either there in full or not at all: each is made beside its place,
 * under a name of its own, and renamed when it is complete and on disk.
 */
final class DurableFiles {
  private static final int DELETE_ATTEMPTS = 100;

  private DurableFiles() {}

  /**
   * A path beside {@code target} that was never used before, since a program that a killed service
   * left may still be writing to an earlier one; those are removed.
   */
  static Path partial(Path target) throws IOException {
    var prefix = target.getFileName() + ".partial";
    try (var siblings = Files.newDirectoryStream(target.resolveSibling("."), prefix + "*")) {
      for (var earlier : siblings) deleteTree(earlier);
    }
    return target.resolveSibling(prefix + "-" + UUID.randomUUID());
  }

  /** Puts the complete {@code partial} in its place. */
  static void complete(Path partial, Path target) throws IOException {
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    sync(target.resolveSibling("."));
  }

  /** Writes a small file that its owner alone can read. */
  static void writePrivate(Path target, String content) throws IOException {
    var partial = partial(target);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(partial, options, ownerOnly)) {
      channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    complete(partial, target);
  }

  /** Forces a file or a directory to disk. */
  static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Forces all files and directories to disk; after all are written, since then it is cheaper. */
  static void syncTree(Path root) throws IOException {
    try (var walk = Files.walk(root)) {
      for (var path : walk.filter(found -> !Files.isSymbolicLink(found)).toList()) sync(path);
    }
  }

  /** Deletes a directory and all in it, also while a dying program still writes there. */
  static void deleteTree(Path root) throws IOException {
    for (int attempt = 1; Files.exists(root); attempt++) {
      try {
        deleteOnce(root);
      } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
        if (attempt == DELETE_ATTEMPTS) throw new IOException(root + " cannot be deleted", e);
      }
    }
  }

  private static void deleteOnce(Path root) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : all) Files.deleteIfExists(path);
  }
}

package org.evalledger.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Files and directories that are either there in full or not at all: each is made beside its place,
 * under a name of its own, and renamed when it is complete and on disk.
 */
final class DurableFiles {
  private DurableFiles() {}

  /** A free path beside {@code target}; what an earlier, interrupted attempt left is removed. */
  static Path partial(Path target) throws IOException {
    var partial = target.resolveSibling(target.getFileName() + ".partial");
    deleteTree(partial);
    return partial;
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

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) return;
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : all) Files.deleteIfExists(path);
  }
}

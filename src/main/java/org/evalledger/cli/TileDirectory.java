package org.evalledger.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.evalledger.audit.TileKeeper;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.TilePath;

/**
 * A log as static files, laid out as C2SP tlog-tiles has it: any host of files can serve it. Each
 * file is there in full or not at all, also after a loss of power.
 *
 * @param root where {@code checkpoint} and {@code tile} lie
 */
record TileDirectory(Path root) implements TileKeeper {
  @Override
  public Optional<Bytes> kept(TilePath path) throws IOException {
    return read(root.resolve(path.path()));
  }

  @Override
  public void keep(TilePath path, Bytes bytes) throws IOException {
    write(root.resolve(path.path()), bytes);
  }

  /** The checkpoint that all the files belong to; empty before the first. */
  Optional<Bytes> checkpoint() throws IOException {
    return read(root.resolve("checkpoint"));
  }

  /** Publishes {@code checkpoint}, to be called when all it covers is kept. */
  void publish(Bytes checkpoint) throws IOException {
    write(root.resolve("checkpoint"), checkpoint);
  }

  private static Optional<Bytes> read(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(Bytes.copyOf(Files.readAllBytes(file)))
        : Optional.empty();
  }

  private static void write(Path file, Bytes bytes) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    // Hidden, so that no host of files serves it; an earlier one that was left is written over.
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes.toArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

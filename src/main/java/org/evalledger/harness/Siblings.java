package org.evalledger.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evalledger.bytes.Bytes;

/**
 * The files of the folder that a file lies in.
 *
 * @param file the one
 */
public record Siblings(Path file) implements Neighbours {
  @Override
  public Neighbour read(String name) {
    Path sibling = file.resolveSibling(name);
    if (!Files.isRegularFile(sibling)) {
      return new Missing();
    }
    try (var in = Files.newInputStream(sibling)) {
      byte[] start = in.readNBytes(MAX_BYTES + 1);
      return start.length > MAX_BYTES ? new TooLarge() : new Found(Bytes.copyOf(start));
    } catch (IOException e) {
      return new Missing();
    }
  }
}

package org.evalledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A data directory in {@code target}, empty at first. */
final class DemoHome {
  private DemoHome() {}

  static Path fresh(String name) {
    Path directory = Path.of("target", "demo-test", name).toAbsolutePath();
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          all.sorted(Comparator.reverseOrder()).forEach(DemoHome::delete);
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

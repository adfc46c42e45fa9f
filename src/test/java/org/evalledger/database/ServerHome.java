package org.evalledger.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A data directory of its own for each test that starts servers itself. Binaries are borrowed and
 * the new, empty database is a copy, since making them takes seconds.
 */
final class ServerHome implements BeforeEachCallback, AfterEachCallback {
  private static final Path MODEL = Path.of("target", "test-model");

  private Path root = MODEL;
  private Path binaryName = Path.of("");

  @Override
  public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
    var model = DataDirectory.at(MODEL);
    var binaries = Binaries.unpacked(model, Platform.current());
    Cluster.ensure(model, PostgresTools.of(binaries, Platform.current()));
    binaryName = binaries.getFileName();
    root = Files.createTempDirectory(Path.of("target"), "test-home").toRealPath();
    Files.createSymbolicLink(binaries(), binaries);
    copy(model.cluster(), directory().cluster());
    copy(model.passwordFile(), directory().passwordFile());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var walk = Files.walk(from)) {
      for (var path : walk.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** A failed test may have left servers. */
  @Override
  public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
    for (var process : ServerProcesses.of(directory())) process.destroyForcibly();
    Waiting.until(Duration.ofSeconds(10), () -> ServerProcesses.of(directory()).isEmpty());
    DurableFiles.deleteTree(root);
  }

  /** The binaries' directory, whose name carries their version. */
  Path binaries() {
    return root.resolve(binaryName);
  }

  Path path() {
    return root;
  }

  DataDirectory directory() {
    return new DataDirectory(root);
  }

  PostgresServer start() {
    return PostgresServer.start(root);
  }
}

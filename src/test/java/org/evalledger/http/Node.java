package org.evalledger.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;

/**
 * Node with the packages of {@code src/test/node}, installed below {@code target} once for each
 * lock file.
 */
final class Node {
  static final Path SOURCES = Path.of("src/test/node");
  private static final Path DIRECTORY = Path.of("target", "node").toAbsolutePath();

  private Node() {}

  /** What {@code node} prints; fails with all it said when it ends in failure. */
  static String run(String input, String... arguments) {
    install();
    var command = new ArrayList<String>(List.of("node"));
    command.addAll(List.of(arguments));
    return execute(input, command);
  }

  private static synchronized void install() {
    try {
      Files.createDirectories(DIRECTORY);
      try (Stream<Path> sources = Files.list(SOURCES)) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          Path copy = DIRECTORY.resolve(source.getFileName());
          Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path lock = DIRECTORY.resolve("package-lock.json");
      String wanted = Bytes.copyOf(Files.readAllBytes(lock)).sha256().hex();
      Path installed = DIRECTORY.resolve("installed");
      if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
        Files.deleteIfExists(installed);
        execute("", List.of("npm", "ci"));
        Files.writeString(installed, wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String execute(String input, List<String> command) {
    try {
      Path said = Files.createTempFile(DIRECTORY, "said", ".txt");
      var builder = new ProcessBuilder(command).directory(DIRECTORY.toFile());
      builder.environment().put("REDOCLY_TELEMETRY", "off");
      builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
      builder.environment().put("NO_COLOR", "1");
      Process process = start(builder.redirectError(said.toFile()));
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            String.join(" ", command) + ":\n" + Files.readString(said) + printed);
      }
      Files.delete(said);
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "Install Node.js 20.19 or newer with its npm and put both on the PATH: with them the"
              + " tests run a client and a linter that share no code with the service.",
          e);
    }
  }
}

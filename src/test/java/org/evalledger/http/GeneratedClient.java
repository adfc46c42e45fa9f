package org.evalledger.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.RunningService;

/**
 * A client that the build generated from the OpenAPI document below {@code target/clients}, and a
 * consumer of ours in {@code src/test/clients} that uses it, compiled together.
 */
enum GeneratedClient {
  JAVA {
    @Override
    void compile() throws IOException {
      var arguments =
          new ArrayList<String>(
              List.of("-proc:none", "-nowarn", "-cp", CLASS_PATH, "-d", COMPILED.toString()));
      arguments.add(SOURCES.resolve("java/Consumer.java").toString());
      for (Path source : generated("java/src/main/java", ".java")) {
        arguments.add(source.toString());
      }
      var said = new java.io.ByteArrayOutputStream();
      int code =
          ToolProvider.getSystemJavaCompiler()
              .run(null, said, said, arguments.toArray(String[]::new));
      if (code != 0) {
        throw new AssertionError(said.toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    String execute(String input) throws IOException, InterruptedException {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Path said = Files.createTempFile(COMPILED, "said", ".txt");
      Process process =
          new ProcessBuilder(java.toString(), "-cp", COMPILED + SEPARATOR + CLASS_PATH, "Consumer")
              .redirectError(said.toFile())
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(Files.readString(said));
      }
      return printed;
    }
  },

  TYPESCRIPT {
    @Override
    void compile() throws IOException {
      generated("typescript", ".ts");
      Node.run(
          "",
          "node_modules/typescript/bin/tsc",
          "-p",
          SOURCES.resolve("typescript").toAbsolutePath().toString());
    }

    @Override
    String execute(String input) {
      return Node.run(
          input, "../clients/compiled-typescript/src/test/clients/typescript/consumer.js");
    }
  };

  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path GENERATED = Path.of("target", "clients").toAbsolutePath();
  private static final Path COMPILED = GENERATED.resolve("compiled-java");
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /** Those that this process has compiled; guarded by itself. */
  private static final Set<GeneratedClient> READY = EnumSet.noneOf(GeneratedClient.class);

  abstract void compile() throws IOException;

  abstract String execute(String input) throws IOException, InterruptedException;

  /** What the consumer says when it is told {@code wanted}. */
  JsonObject run(Json wanted) {
    try {
      synchronized (READY) {
        if (READY.add(this)) {
          Files.createDirectories(COMPILED);
          compile();
        }
      }
      return RunningService.object(execute(wanted.canonical().utf8()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The generated sources there; they come from this checkout's document. */
  private static List<Path> generated(String directory, String ending) throws IOException {
    Path root = GENERATED.resolve(directory);
    if (!Files.exists(root)) {
      throw new AssertionError(root + " is missing: mvn generate-test-sources writes it.");
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}

package org.evalledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.evalledger.Application;

/** A demo in a process of its own, to be used, stopped and killed. */
final class DemoProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 120;

  private final Process process;
  private final Path directory;
  private final int port;
  private final List<String> said = new ArrayList<>();

  private DemoProcess(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /** Starts one and waits until it listens. */
  static DemoProcess start(Path directory, int port) throws IOException {
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // So many entries and no thousands, so that whoever kills a demo hits snapshots too.
            "-Devalledger.snapshot.step=16",
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName(),
            "demo",
            "--port",
            Integer.toString(port),
            "--data-dir",
            directory.toString());
    var demo =
        new DemoProcess(
            command.redirectError(ProcessBuilder.Redirect.INHERIT).start(), directory, port);
    demo.awaitListening();
    return demo;
  }

  private void awaitListening() throws IOException {
    var output = process.inputReader();
    do {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the demo ended early; it said " + said);
      }
      said.add(line);
    } while (!said.getLast().startsWith("Try next: "));
  }

  /** A port of localhost where nobody listens now. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it printed on the standard output. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** A client that goes on trying while the service is away. */
  HttpExchange client() {
    return client(port);
  }

  static HttpExchange client(int port) {
    return new HttpExchange(
        URI.create("http://localhost:" + port),
        new Patience(Duration.ofSeconds(LIMIT_SECONDS)),
        note -> {});
  }

  /** The database's first process. */
  ProcessHandle postmaster() throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("postgresql/postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
  }

  /** kill -9 of the service alone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** TERM; gives the exit status. */
  int stop() {
    process.destroy();
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the demo does not end");
  }

  @Override
  public void close() {
    stop();
  }
}

package org.evalledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.evalledger.statement.Role;

/** The service as a process of its own: what loads it takes nothing from its heap. */
final class BenchService implements AutoCloseable {
  static final String ORIGIN = "localhost/bench";

  private static final String OPERATOR = "operator";

  private final Process process;
  private final SigningKey operator;
  private final int port;

  private BenchService(Process process, SigningKey operator, int port) {
    this.process = process;
    this.operator = operator;
    this.port = port;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param directory for what it writes
   * @param settings more of them, by the names of environment variables
   */
  static BenchService start(Path directory, Map<String, String> settings, SigningKey operator)
      throws IOException, InterruptedException {
    int port = freePort();
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx4g",
            "-cp",
            System.getProperty("java.class.path"),
            "org.evalledger.Application",
            "serve");
    Map<String, String> environment = command.environment();
    environment.put("EVALLEDGER_ORIGIN", ORIGIN);
    environment.put("EVALLEDGER_DATA_DIR", directory.resolve("service").toString());
    environment.put("EVALLEDGER_PORT", Integer.toString(port));
    environment.put("EVALLEDGER_OPERATOR_THUMBPRINT", operator.kid().value());
    environment.putAll(settings);
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("service.log").toFile())
            .start();
    var service = new BenchService(process, operator, port);
    service.awaitListening();
    return service;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    while (process.isAlive()) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
        return;
      } catch (ConnectException notYet) {
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw CommandFailure.finding("The service did not start.");
  }

  /** Where it listens, on this machine. */
  int port() {
    return port;
  }

  /** A client of it. */
  LedgerClient client(Output output) {
    return Service.client(URI.create("http://localhost:" + port), 60, output);
  }

  /** Opens the ledger: entry 0, the service's own key and the built-in benchmarks. */
  void open(Path directory, Output output) throws IOException {
    Path key = directory.resolve("operator.jwk");
    Files.writeString(key, operator.toJwk().canonical().utf8());
    try (LedgerClient client = client(output)) {
      client.log();
    }
    int exit =
        Cli.run(
            new String[] {
              "init",
              "--to",
              "http://localhost:" + port,
              "--key",
              key.toString(),
              "--submitter",
              OPERATOR,
              "--organisation",
              OPERATOR
            },
            new PrintWriter(Writer.nullWriter()),
            output.err());
    if (exit != 0) {
      throw CommandFailure.finding("The ledger could not be opened.");
    }
  }

  /** Registers {@code submitter}, who owns {@code namespaces}. */
  void join(LedgerClient client, SigningKey key, String submitter, List<String> namespaces) {
    var register = new KeyStatements(ORIGIN, submitter, Instant.now());
    var grant = new KeyStatements(ORIGIN, OPERATOR, Instant.now());
    var envelopes = new ArrayList<SignedEnvelope>();
    envelopes.add(
        new SignedEnvelope(
            EnvelopeFormat.JOSE_JSON,
            Jws.general(
                Typ.STATEMENT,
                register.register(key.publicKey(), submitter, List.of()).canonical(),
                List.of(key, operator))));
    envelopes.add(
        new SignedEnvelope(
            EnvelopeFormat.JOSE,
            Jws.compact(
                Typ.STATEMENT,
                grant.grant(submitter, namespaces, List.of(Role.SUBMITTER)).canonical(),
                operator)));
    for (SignedEnvelope envelope : envelopes) {
      if (!(client.submit(envelope) instanceof Reply.Done)) {
        throw CommandFailure.finding("\"" + submitter + "\" could not be registered.");
      }
    }
  }

  /** Removes {@code root} and all in it. */
  static void deleteTree(Path root) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** Stops it, and waits until all it writes is written. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

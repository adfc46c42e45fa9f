package org.evalledger.cli;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Database;
import org.evalledger.database.DatabaseAddress;
import org.evalledger.json.Json;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.evalledger.statement.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures durable submissions a second, and plain inserts beside them. */
@Command(
    name = "bench",
    description =
        "Measure durable submissions a second: a service of its own on a database of its own, load"
            + " from this process, then plain batched inserts of the same bytes into the same"
            + " database.")
final class BenchCommand implements Runnable {
  private static final String ORIGIN = "localhost/bench";

  @Option(names = "--seconds", description = "Measured time (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(names = "--warm-up", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
  private int warmUp = 20;

  @Option(names = "--connections", description = "Keep-alive (default: ${DEFAULT-VALUE}).")
  private int connections = 64;

  @Option(names = "--results", description = "A statement (default: ${DEFAULT-VALUE}).")
  private int results = 1;

  @Option(names = "--bytes", description = "An envelope, about (default: ${DEFAULT-VALUE}).")
  private int bytes = 4_096;

  @Option(
      names = "--statements",
      description = "Signed beforehand, at most sent (default: ${DEFAULT-VALUE}).")
  private int statements = 200_000;

  @Mixin private Output output;

  BenchCommand() {}

  @Override
  public void run() {
    try {
      Path directory = Files.createTempDirectory("evalledger-bench-");
      try (ApplicationContext context =
          ApplicationContext.run(Map.of("evalledger.data.dir", directory.toString()))) {
        bench(directory, context.getBean(Database.class).address());
      } finally {
        deleteTree(directory);
      }
    } catch (IOException e) {
      throw CommandFailure.usage("The benchmark's files cannot be written: " + e.getMessage());
    } catch (SQLException e) {
      throw CommandFailure.unreachable("The database failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.finding("Interrupted.");
    }
  }

  private void bench(Path directory, DatabaseAddress address)
      throws IOException, SQLException, InterruptedException {
    SigningKey operator = SigningKey.generate(Algorithm.ED25519);
    int port = freePort();
    Process service = service(directory, address, operator, port);
    try {
      awaitListening(service, port);
      var load = new BenchStatements(ORIGIN, results, bytes, Instant.now());
      open(directory, operator, port, load);
      output.note("signing " + statements + " statements");
      List<Bytes> envelopes = load.signed(0, statements);
      var sender = new BenchLoad(port, envelopes);
      output.note("warming up for " + warmUp + " s");
      BenchLoad.Measured warm = sender.run(connections, warmUp);
      output.note("measuring for " + seconds + " s");
      BenchLoad.Measured measured = sender.run(connections, seconds);
      int batch = Integer.max(1, connections / 2);
      List<Bytes> some = envelopes.subList(0, Integer.min(40_000, envelopes.size()));
      try (var connection = address.connect()) {
        BenchInserts.perSecond(connection, some, batch);
        double inserts = BenchInserts.perSecond(connection, some, batch);
        report(warm, measured, batch, inserts, envelopes.getFirst().length());
      }
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  private void report(
      BenchLoad.Measured warm,
      BenchLoad.Measured measured,
      int batch,
      double inserts,
      int envelopeBytes) {
    double ratio = measured.perSecond() / inserts;
    output.print(
        Json.object()
            .put("perSecond", Math.round(measured.perSecond()))
            .put("perSecondWarmingUp", Math.round(warm.perSecond()))
            .put("p50Millis", decimal(measured.p50Millis()))
            .put("p99Millis", decimal(measured.p99Millis()))
            .put("refused", measured.refused())
            .put("insertsPerSecond", Math.round(inserts))
            .put("ratio", decimal(ratio))
            .build(),
        List.of(
            "%d connections, %d results and %,d bytes an envelope; warm-up %d s, measured %d s"
                .formatted(connections, results, envelopeBytes, warmUp, seconds),
            String.format(
                Locale.ROOT,
                "durable submissions  %,8.0f a second (%,.0f while warming up), p50 %.1f ms, p99"
                    + " %.1f ms, %d refused",
                measured.perSecond(),
                warm.perSecond(),
                measured.p50Millis(),
                measured.p99Millis(),
                measured.refused()),
            String.format(
                Locale.ROOT,
                "plain inserts        %,8.0f a second in batches of %d",
                inserts,
                batch),
            String.format(Locale.ROOT, "ratio                %8.3f", ratio)));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** The service as a process of its own: what loads it takes nothing from its heap. */
  private static Process service(
      Path directory, DatabaseAddress address, SigningKey operator, int port) throws IOException {
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
    environment.put("EVALLEDGER_JDBC_URL", address.url());
    environment.put("EVALLEDGER_JDBC_USER", address.user());
    environment.put("EVALLEDGER_JDBC_PASSWORD", address.password());
    return command
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("service.log").toFile())
        .start();
  }

  private static void awaitListening(Process service, int port)
      throws IOException, InterruptedException {
    while (service.isAlive()) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
        return;
      } catch (ConnectException notYet) {
        service.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw CommandFailure.finding("The service did not start.");
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Opens the ledger and registers those who submit. */
  private void open(Path directory, SigningKey operator, int port, BenchStatements load)
      throws IOException {
    Path key = directory.resolve("operator.jwk");
    Files.writeString(key, operator.toJwk().canonical().utf8());
    String url = "http://localhost:" + port;
    try (LedgerClient client = Service.client(URI.create(url), 60, output)) {
      client.log();
      int exit =
          Cli.run(
              new String[] {
                "init",
                "--to",
                url,
                "--key",
                key.toString(),
                "--submitter",
                "operator",
                "--organisation",
                "operator"
              });
      if (exit != 0) {
        throw CommandFailure.finding("The ledger could not be opened.");
      }
      for (int i = 0; i < load.keys().size(); i++) {
        join(client, operator, load.keys().get(i), BenchStatements.submitter(i));
      }
    }
  }

  private static void join(
      LedgerClient client, SigningKey operator, SigningKey key, String submitter) {
    var register = new KeyStatements(ORIGIN, submitter, Instant.now());
    var grant = new KeyStatements(ORIGIN, "operator", Instant.now());
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
                grant.grant(submitter, List.of(), List.of(Role.SUBMITTER)).canonical(),
                operator)));
    for (SignedEnvelope envelope : envelopes) {
      if (!(client.submit(envelope) instanceof Reply.Done)) {
        throw CommandFailure.finding("\"" + submitter + "\" could not be registered.");
      }
    }
  }
}

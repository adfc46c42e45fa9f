package org.evalledger.cli;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Database;
import org.evalledger.database.DatabaseAddress;
import org.evalledger.json.Json;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures durable submissions a second, and plain inserts beside them. */
@Command(
    name = "bench",
    subcommands = BenchPagesCommand.class,
    description =
        "Measure durable submissions a second: a service of its own on a database of its own, load"
            + " from this process, then plain batched inserts of the same bytes into the same"
            + " database.")
final class BenchCommand implements Runnable {
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
        BenchService.deleteTree(directory);
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
    Map<String, String> database =
        Map.of(
            "EVALLEDGER_JDBC_URL", address.url(),
            "EVALLEDGER_JDBC_USER", address.user(),
            "EVALLEDGER_JDBC_PASSWORD", address.password());
    try (BenchService service = BenchService.start(directory, database, operator)) {
      var load = new BenchStatements(BenchService.ORIGIN, results, bytes, Instant.now());
      service.open(directory, output);
      join(service, load.keys());
      output.note("signing " + statements + " statements");
      List<Bytes> envelopes = load.signed(0, statements);
      var sender = new BenchLoad(service.port(), envelopes);
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
    }
  }

  private void join(BenchService service, List<SigningKey> keys) {
    try (LedgerClient client = service.client(output)) {
      for (int i = 0; i < keys.size(); i++) {
        service.join(client, keys.get(i), BenchStatements.submitter(i), List.of());
      }
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
}

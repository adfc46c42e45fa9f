package org.evalledger.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;
import org.evalledger.submission.ServiceKey;
import org.evalledger.submission.Submissions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a ledger to try things with: the example keys are registered, sample results are there. */
@Command(
    name = "demo",
    description =
        "Run a ledger on this machine alone, with the example keys registered and sample results"
            + " loaded. Started again, it goes on with what is there.")
final class DemoCommand implements Runnable {
  /** The only address that the demo listens on: everybody has its keys. */
  private static final String HOST = "127.0.0.1";

  private static final String ORIGIN = "localhost/evalledger-demo";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen on localhost (default: EVALLEDGER_PORT, or 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where everything is kept (default: ~/.local/share/evalledger-demo).")
  private @Nullable Path dataDirectory;

  @Mixin private Output output;

  DemoCommand() {}

  @Override
  public void run() {
    Settings settings = settings(dataDirectory);
    Integer wanted = port;
    if (wanted != null) {
      settings = settings.with(Setting.PORT, wanted.toString());
    }
    settings.checkEach();
    refuseOtherHosts();
    LedgerServer.requireFree(InetAddress.getLoopbackAddress(), settings.port());
    var issuer = new DemoIssuer(address(settings), Clock.systemUTC());
    LedgerServer server = LedgerServer.start(properties(settings, issuer), issuer);
    fill(server);
    server.listen();
    tell(settings, server);
    LedgerServer.awaitTheEnd();
  }

  /**
   * A demo's settings: of those in the environment the port and the log level alone, since the
   * others are meant for another ledger.
   */
  static Settings settings(@Nullable Path dataDirectory) {
    Path directory =
        dataDirectory != null
            ? dataDirectory
            : Path.of(System.getProperty("user.home"), ".local", "share", "evalledger-demo");
    return Settings.ofProcess()
        .only(Setting.PORT, Setting.LOG_LEVEL)
        .with(Setting.DATA_DIR, directory.toString())
        .with(Setting.ORIGIN, ORIGIN)
        .with(Setting.OPERATOR_THUMBPRINT, ExampleKey.OPERATOR.key().kid().value());
  }

  private static String address(Settings settings) {
    return "http://localhost:" + settings.port();
  }

  private static Map<String, Object> properties(Settings settings, DemoIssuer issuer) {
    Map<String, Object> properties = settings.properties();
    properties.put(Setting.OIDC_ISSUER.property(), issuer.url());
    properties.put(Setting.OIDC_CLIENT_ID.property(), DemoIssuer.CLIENT);
    properties.put(Setting.OIDC_AUDIENCE.property(), DemoIssuer.AUDIENCE);
    properties.put(Setting.OIDC_ROLES.property(), DemoIssuer.ROLES);
    properties.put(Setting.URL.property(), address(settings));
    properties.put("evalledger.example.keys", true);
    properties.put("micronaut.server.host", HOST);
    return properties;
  }

  private static void refuseOtherHosts() {
    Stream.of(System.getProperty("micronaut.server.host"), System.getenv("MICRONAUT_SERVER_HOST"))
        .flatMap(host -> Optional.ofNullable(host).stream())
        .filter(host -> !List.of(HOST, "localhost").contains(host))
        .findFirst()
        .ifPresent(
            host -> {
              throw CommandFailure.usage(
                  "The demo listens on localhost alone, since everybody has its keys; it is asked"
                      + " to listen on %s. Use serve for that.".formatted(host));
            });
  }

  private void fill(LedgerServer server) {
    var ledger =
        new DemoLedger(
            ORIGIN,
            server.get(Submissions.class),
            server.get(Registry.class),
            server.get(ServiceKey.class));
    try (var progress = Progress.on(output)) {
      ledger
          .fill(
              (done, total) -> progress.show(done, total, "statements of the demo are in the log"))
          .forEach(sentence -> output.note("Left out, as this ledger is older: " + sentence));
    } catch (RuntimeException e) {
      if (!server.isClosed()) {
        server.close();
        throw e;
      }
      // The process is ending, and the next start does what is missing.
      LedgerServer.awaitTheEnd();
    }
  }

  private void tell(Settings settings, LedgerServer server) {
    long entries = server.get(LogReader.class).head().size();
    String address = address(settings);
    output.line(
        "The demo ledger is at %s with %d entries; its API is described at %s/docs."
            .formatted(address, entries, address));
    output.line(
        "Sign in at %s/sign-in as whoever you like: the demo believes everybody."
            .formatted(address));
    output.line("Its log's key is " + server.get(LogIdentity.class).keys().getFirst() + ".");
    output.line(
        "Everything is in %s. Ctrl-C stops it."
            .formatted(settings.get(Setting.DATA_DIR).orElseThrow()));
    output.line(
        "Try next: ./evalledger submit keys-example/results_example-3b.json --to %s"
                .formatted(address)
            + " --key keys-example/example-lab.jwk --submitter example-lab");
  }
}

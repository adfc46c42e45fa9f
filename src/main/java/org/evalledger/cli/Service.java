package org.evalledger.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of a command that speaks to a ledger's service. */
final class Service {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "Address of the ledger's service, such as http://localhost:8080.")
  private String url = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to go on trying without an answer before giving up with exit code 3"
              + " (default: ${DEFAULT-VALUE}; 5 at most when it never answered).")
  private int timeoutSeconds;

  Service() {}

  /** A client of the service; waiting is told to {@code output}. */
  LedgerClient client(Output output) {
    return client(address(url), timeoutSeconds, output);
  }

  static LedgerClient client(URI address, int timeoutSeconds, Output output) {
    var patience = new Patience(Duration.ofSeconds(timeoutSeconds));
    return new LedgerClient(new HttpExchange(address, patience, output::note));
  }

  /** The address that {@code url} is, without slashes at its end. */
  static URI address(String url) {
    try {
      var address = new URI(url.replaceAll("/+$", ""));
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null && address.getQuery() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // The sentence below says what is wanted.
    }
    throw CommandFailure.usage(
        "\"%s\" is no address of a service; want one such as http://localhost:8080."
            .formatted(url));
  }
}

package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import picocli.CommandLine.Option;

/** Options of a command that says one thing about keys, signed by one key. */
final class OperatorDeed {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The key (JWK) to sign with.")
  private Path keyFile;

  @Option(names = "--submitter", required = true, description = "Who says it: the key's submitter.")
  private String submitter;

  OperatorDeed() {}

  /** Signs and submits what {@code says} makes; answers where it stands. */
  JsonObject submit(Service service, Output output, Function<KeyStatements, JsonObject> says) {
    SigningKey key = KeyFile.read(keyFile);
    try (LedgerClient ledger = service.client(output)) {
      LogState log = ledger.log();
      JsonObject statement = says.apply(new KeyStatements(log.origin(), submitter, Instant.now()));
      return new Submitting(ledger, log)
          .submit(SignedEnvelope.sign(statement, List.of(key)))
          .json();
    }
  }
}

package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for the registration of a key. */
@Command(
    name = "request",
    description = {
      "Ask for the registration of a key. The operator's signature is needed too: tell the operator"
          + " the request's id.",
      "With --active-key no operator is needed: a key that speaks for the submitter already"
          + " vouches for the new one."
    })
final class KeysRequestCommand implements Runnable {
  @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key (JWK).")
  private Path keyFile;

  @Option(names = "--submitter", required = true, description = "For whom the key is to speak.")
  private String submitter;

  @Option(
      names = "--organisation",
      required = true,
      description = "To whom the submitter belongs; submitters of one organisation count as one.")
  private String organisation;

  @Option(
      names = "--affiliation",
      description = "A further organisation that counts as one with it; may be repeated.")
  private List<String> affiliations = List.of();

  @Option(
      names = "--active-key",
      paramLabel = "FILE",
      description = "A registered key (JWK) of the same submitter, which signs too.")
  private @Nullable Path activeKeyFile;

  @Mixin private Service service;
  @Mixin private Output output;

  KeysRequestCommand() {}

  @Override
  public void run() {
    SigningKey key = KeyFile.read(keyFile);
    Path active = activeKeyFile;
    try (LedgerClient ledger = service.client(output)) {
      LogState log = ledger.log();
      JsonObject register =
          new KeyStatements(log.origin(), submitter, Instant.now())
              .register(key.publicKey(), organisation, affiliations);
      if (active == null) {
        request(ledger, SignedEnvelope.sign(register, List.of(key)));
      } else {
        var envelope = SignedEnvelope.sign(register, List.of(key, KeyFile.read(active)));
        Submitting.Entered entered = new Submitting(ledger, log).submit(envelope);
        output.print(
            entered.json(),
            List.of(
                "Key %s speaks for %s since entry %d."
                    .formatted(key.kid(), submitter, entered.place().index())));
      }
    }
  }

  private void request(LedgerClient ledger, SignedEnvelope envelope) {
    JsonMembers waiting = ledger.requestKey(envelope).orFail();
    String id = waiting.requireText("id");
    output.print(
        waiting.object(),
        List.of(
            "Request %s waits for the operator's signature%s."
                .formatted(id, waiting.text("expiresAt").map(at -> " until " + at).orElse("")),
            "The operator approves it by: ./evalledger keys approve %s --key OPERATOR.jwk --to …"
                .formatted(id)));
  }
}

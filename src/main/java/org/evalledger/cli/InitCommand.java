package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Key;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a new ledger. Run again, it does what is still missing. */
@Command(
    name = "init",
    description =
        "Open a new ledger: register the operator's key as entry 0, the service's key, and the"
            + " built-in benchmarks. Run again, it does what is still missing.")
final class InitCommand implements Runnable {
  private static final String SERVICE = "service";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The operator's key (JWK), whose thumbprint the service was started with.")
  private Path keyFile;

  @Option(names = "--submitter", required = true, description = "The operator's submitter id.")
  private String submitter;

  @Option(names = "--organisation", required = true, description = "The operator's organisation.")
  private String organisation;

  @Option(
      names = "--service-organisation",
      description = "The organisation that the service's registration must name (default: any).")
  private @Nullable String serviceOrganisation;

  @Mixin private Service service;
  @Mixin private Output output;

  InitCommand() {}

  @Override
  public void run() {
    SigningKey operator = KeyFile.read(keyFile);
    try (LedgerClient ledger = service.client(output)) {
      LogState log = ledger.log();
      if (!log.operator().equals(operator.kid().value())) {
        throw CommandFailure.finding(
            "The operator's key of this ledger is %s, and %s holds %s."
                .formatted(log.operator(), keyFile, operator.kid()));
      }
      new Opening(ledger, log, operator).run();
    }
  }

  /** One run against one ledger. */
  private final class Opening {
    private final LedgerClient ledger;
    private final LogState log;
    private final SigningKey operator;
    private final Submitting submitting;
    private final KeyStatements statements;
    private final List<String> lines = new ArrayList<>();
    private final List<JsonObject> entries = new ArrayList<>();

    Opening(LedgerClient ledger, LogState log, SigningKey operator) {
      this.ledger = ledger;
      this.log = log;
      this.operator = operator;
      this.submitting = new Submitting(ledger, log);
      this.statements = new KeyStatements(log.origin(), submitter, Instant.now());
    }

    void run() {
      // Nothing but the operator's key can stand at 0, so a log with entries has it.
      if (log.size() == 0) {
        submit(
            "the operator's key",
            sign(statements.register(operator.publicKey(), organisation, List.of())));
      }
      service();
      BuiltInBenchmarks.load().documents().forEach(this::benchmark);
      if (entries.isEmpty()) {
        lines.add("Nothing was missing.");
      }
      output.print(
          Json.object().put("origin", log.origin()).put("entries", Json.of(entries)).build(),
          lines);
    }

    private void service() {
      var known = ledger.submitter(SERVICE);
      for (PublicKey key : serviceKeys()) {
        if (known.filter(body -> has(body, key.thumbprint().value())).isEmpty()) {
          submit("the service's key", registration(key).with(List.of(operator)));
        }
      }
      if (known.filter(body -> body.texts("roles").contains(Role.SERVICE.word())).isEmpty()) {
        submit(
            "the service's role",
            sign(statements.grant(SERVICE, List.of(), List.of(Role.SERVICE))));
      }
    }

    private static boolean has(JsonMembers submitter, String kid) {
      return submitter.objects("keys").stream()
          .anyMatch(key -> key.text("kid").filter(kid::equals).isPresent());
    }

    /** The service's own registration, if it says what the operator can put a name to. */
    private SignedEnvelope registration(PublicKey key) {
      var envelope =
          new SignedEnvelope(EnvelopeFormat.JOSE_JSON, ledger.serviceRegistration(key.algorithm()));
      var register = new KeyRequest("of the service", SERVICE, "", "", "", envelope);
      Key.Register asked = register.registration(serviceKeys());
      boolean right =
          asked.header().submitter().value().equals(SERVICE)
              && asked.jwk().equals(key.toJwk())
              && asked.header().ledgers().contains(log.origin());
      String wanted = serviceOrganisation;
      if (!right || (wanted != null && !asked.organisation().equals(wanted))) {
        throw CommandFailure.finding(
            "The service asks for the registration of submitter %s of %s, which is not its own key"
                    .formatted(asked.header().submitter(), asked.organisation())
                + " for this ledger or not the organisation wanted; nothing was signed.");
      }
      return envelope;
    }

    private List<PublicKey> serviceKeys() {
      return log.serviceKeys().stream().map(Opening::serviceKey).toList();
    }

    private static PublicKey serviceKey(JsonObject jwk) {
      return switch (PublicKey.parse(jwk)) {
        case KeyReading.Key<PublicKey>(var key) -> key;
        case KeyReading.NotAKey<PublicKey>(var faults) ->
            throw CommandFailure.finding("The service's own key cannot be used: " + faults);
      };
    }

    private void benchmark(JsonObject document) {
      var statement = statements.statement("benchmark");
      document.members().forEach(statement::put);
      submit(
          "benchmark " + JsonMembers.of(document).requireText("benchmark"),
          sign(statement.build()));
    }

    private SignedEnvelope sign(JsonObject statement) {
      return SignedEnvelope.sign(statement, List.of(operator));
    }

    private void submit(String what, SignedEnvelope envelope) {
      Submitting.Entered entered = submitting.submit(envelope);
      if (entered.isNew()) {
        lines.add("entry %d: %s".formatted(entered.place().index(), what));
        entries.add(entered.place().json().with("what", Json.of(what)));
      }
    }
  }
}

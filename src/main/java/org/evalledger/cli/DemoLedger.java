package org.evalledger.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.registry.Registry;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceKey;
import org.evalledger.submission.Submissions;

/**
 * Fills a demo's ledger through the one door: keys and grants, the built-in benchmarks, the
 * samples. Every statement but the service's own registration is the same bytes each time, so that
 * a second run finds them known, also when the first was stopped half-way.
 */
final class DemoLedger {
  /** When all the demo's statements were issued: once for all, since it is part of their bytes. */
  private static final Instant ISSUED_AT = Instant.parse("2026-11-22T00:00:00Z");

  private static final String SERVICE = "service";

  private final String origin;
  private final Submissions submissions;
  private final Registry registry;
  private final ServiceKey serviceKey;
  private final SigningKey operator = ExampleKey.OPERATOR.key();
  private final List<String> refused = new ArrayList<>();

  DemoLedger(String origin, Submissions submissions, Registry registry, ServiceKey serviceKey) {
    this.origin = origin;
    this.submissions = submissions;
    this.registry = registry;
    this.serviceKey = serviceKey;
  }

  /**
   * Does what is missing.
   *
   * @param progress is told what was done, and how many statements there are
   * @return sentences about what an older ledger no longer takes; none of a new one
   */
  List<String> fill(ObjIntConsumer<Integer> progress) {
    List<SignedEnvelope> statements = statements();
    boolean isNew = registry.ledger().size() == 0;
    for (int i = 0; i < statements.size(); i++) {
      progress.accept(i, statements.size());
      submit(statements.get(i));
      if (i == 0) {
        service();
      }
    }
    progress.accept(statements.size(), statements.size());
    if (isNew && !refused.isEmpty()) {
      throw CommandFailure.finding(
          "The demo's own statements were refused: " + String.join(" ", refused));
    }
    return List.copyOf(refused);
  }

  /** All statements that are the same bytes each time; the first opens the ledger. */
  private List<SignedEnvelope> statements() {
    var statements = new ArrayList<SignedEnvelope>();
    KeyStatements byOperator = by(ExampleKey.OPERATOR.submitter());
    statements.add(
        sign(
            byOperator.register(operator.publicKey(), ExampleKey.OPERATOR.submitter(), List.of()),
            operator));
    for (ExampleKey example : ExampleKey.OTHERS) {
      SigningKey key = example.key();
      JsonObject register =
          by(example.submitter()).register(key.publicKey(), example.submitter(), List.of());
      statements.add(sign(register, key, operator));
      statements.add(
          sign(
              byOperator.grant(example.submitter(), example.namespaces(), example.roles()),
              operator));
    }
    for (JsonObject document : BuiltInBenchmarks.load().documents()) {
      statements.add(
          sign(statement("benchmark", ExampleKey.OPERATOR.submitter(), document), operator));
    }
    for (DemoSamples.Sample sample : DemoSamples.load()) {
      statements.add(
          sign(
              statement("evaluation", sample.submitter(), sample.document()),
              ExampleKey.named(sample.submitter()).key()));
    }
    return statements;
  }

  private KeyStatements by(String submitter) {
    return new KeyStatements(origin, submitter, ISSUED_AT);
  }

  private JsonObject statement(String type, String submitter, JsonObject document) {
    var statement = by(submitter).statement(type);
    document.members().forEach(statement::put);
    return statement.build();
  }

  private static SignedEnvelope sign(JsonObject statement, SigningKey... keys) {
    return SignedEnvelope.sign(statement, List.of(keys));
  }

  /** The service's key and role. Its registration is new bytes each time, so it is looked up. */
  private void service() {
    Ledger ledger = registry.ledger();
    for (SigningKey key : serviceKey.keys()) {
      if (ledger.key(key.kid()).isEmpty()) {
        Bytes registration = serviceKey.registration(origin, key.publicKey().algorithm());
        submit(new SignedEnvelope(EnvelopeFormat.JOSE_JSON, registration).with(List.of(operator)));
      }
    }
    if (!ledger.has(new SubmitterId(SERVICE), Role.SERVICE)) {
      submit(
          sign(
              by(ExampleKey.OPERATOR.submitter()).grant(SERVICE, List.of(), List.of(Role.SERVICE)),
              operator));
    }
  }

  private void submit(SignedEnvelope envelope) {
    if (submissions.knows(envelope.bytes().sha256())) {
      return;
    }
    switch (submissions.submit(envelope.format(), envelope.bytes())) {
      case Outcome.Accepted accepted -> {}
      case Outcome.Known known -> {}
      case Outcome.Checked checked -> throw new IllegalStateException("submitted, not checked");
      case Outcome.Malformed(var faults) -> refused.add(faults.toString());
      case Outcome.TooLarge(long limit) -> refused.add("More than " + limit + " bytes.");
      case Outcome.Unauthorised(var detail) -> refused.add(detail);
      case Outcome.Refused(var refusal) -> refused.add(sentence(refusal));
      case Outcome.NotOpened notOpened -> refused.add("Entry 0 is not there.");
      case Outcome.Overloaded overloaded ->
          throw CommandFailure.unreachable("The database went away while the demo was filled.");
    }
  }

  private static String sentence(Ruling.Refusal refusal) {
    return switch (refusal) {
      case Ruling.Unauthorised(var rule, var detail) -> detail;
      case Ruling.Forbidden(var detail) -> detail;
      case Ruling.Invalid(var faults) -> faults.toString();
      case Ruling.Conflict(var clashes) ->
          "Entry %d says something else.".formatted(clashes.getFirst().index());
    };
  }
}

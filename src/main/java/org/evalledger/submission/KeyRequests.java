package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Ruling;
import org.evalledger.registry.Registry;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Opened;
import org.evalledger.signing.Opening;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.Key;
import org.evalledger.statement.StatementReader;

/**
 * Registrations that wait for the operator's signature. They are kept for a week and are at most
 * 1,000: nobody fills the database with them.
 */
@Singleton
public final class KeyRequests {
  /** Bytes of a request's envelope, at most. */
  public static final int MAX_BYTES = 65_536;

  private static final int MAX_WAITING = 1_000;
  private static final Duration KEPT = Duration.ofDays(7);

  private final Registry registry;
  private final KeyRequestRepository repository;
  private final ExampleKeyRule exampleKeys;
  private final Clock clock;

  KeyRequests(
      Registry registry, KeyRequestRepository repository, ExampleKeyRule exampleKeys, Clock clock) {
    this.registry = registry;
    this.repository = repository;
    this.exampleKeys = exampleKeys;
    this.clock = clock;
  }

  /** What became of a request. */
  public sealed interface Asked {
    /**
     * It waits for the operator.
     *
     * @param request as kept
     */
    record Waiting(KeyRequest request) implements Asked {}

    /**
     * It is refused as a submission would be.
     *
     * @param outcome why
     */
    record Refused(Outcome outcome) implements Asked {}
  }

  /** Takes a register statement signed by the new key alone. */
  public Asked ask(EnvelopeFormat format, Bytes envelope) {
    if (envelope.length() > MAX_BYTES) {
      return new Asked.Refused(new Outcome.TooLarge(MAX_BYTES));
    }
    Ledger ledger = registry.ledger();
    return switch (Envelope.open(format, envelope, Typ.STATEMENT)) {
      case Opening.Malformed(var faults) -> new Asked.Refused(new Outcome.Malformed(faults));
      case Opening.Forbidden(var rule) ->
          new Asked.Refused(new Outcome.Unauthorised(rule.detail()));
      case Opened opened ->
          switch (opened.verify(kid -> ledger.key(kid).map(RegisteredKey::key))) {
            case Verification.Rejected rejected ->
                new Asked.Refused(new Outcome.Unauthorised(rejected.detail()));
            case Verification.Verified verified -> ask(envelope, verified, ledger);
          };
    };
  }

  private Asked ask(Bytes envelope, Verification.Verified verified, Ledger ledger) {
    return switch (StatementReader.readStatement(verified.payload())) {
      case StatementReader.NotJson(long offset, var detail) ->
          new Asked.Refused(Intake.notJson(offset, detail));
      case StatementReader.Invalid(var faults, var asRead) -> refused(new Ruling.Invalid(faults));
      case StatementReader.Valid(var statement, var facts) -> {
        if (!(statement instanceof Key.Register register) || verified.introduced().isEmpty()) {
          yield refused(
              new Ruling.Forbidden(
                  "Only a register statement, signed by a key that is new here, is taken."));
        }
        if (!register.header().ledgers().contains(ledger.origin())) {
          yield refused(
              new Ruling.Forbidden("Name this ledger, \"" + ledger.origin() + "\", in ledgers."));
        }
        Optional<Ruling.Refusal> refusal = exampleKeys.refusal(verified.introduced());
        yield refusal.isPresent() ? refused(refusal.get()) : keep(envelope, verified, register);
      }
    };
  }

  private static Asked refused(Ruling.Refusal refusal) {
    return new Asked.Refused(new Outcome.Refused(refusal));
  }

  private Asked keep(Bytes envelope, Verification.Verified verified, Key.Register register) {
    Instant now = clock.instant();
    repository.forgetExpired(now);
    if (repository.count() >= MAX_WAITING) {
      return new Asked.Refused(new Outcome.Overloaded(Duration.ofHours(1)));
    }
    String kid = verified.introduced().orElseThrow().thumbprint().value();
    repository.insert(
        kid,
        register.header().submitter().value(),
        register.organisation(),
        envelope.base64(),
        now,
        now.plus(KEPT));
    return new Asked.Waiting(repository.find(kid).getFirst());
  }

  /** The requests that wait, behind {@code after}, at most {@code limit}, the oldest first. */
  public List<KeyRequest> waiting(long after, int limit) {
    repository.forgetExpired(clock.instant());
    return repository.list(after, limit);
  }

  /** Forgets the request for a key that is registered now. */
  void registered(PublicKey key) {
    repository.forget(key.thumbprint().value());
  }
}

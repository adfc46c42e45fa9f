package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.record.Payload;
import org.evalledger.registry.Registry;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.Key;
import org.evalledger.statement.StatementReader;

/**
 * Registrations that wait for the operator's signature. They are kept for a week, are at most 1,000
 * of 64 KiB, ten for one submitter and five from one client: nobody fills the database with them,
 * and who has few addresses keeps nobody from asking in a submitter's name. What should not wait
 * the operator rejects.
 */
@Singleton
public final class KeyRequests {
  /** Bytes of a request's envelope, at most. */
  public static final int MAX_BYTES = 65_536;

  /** Requests that wait, at most. */
  public static final int MAX_WAITING = 1_000;

  /** Requests that wait for one submitter, at most. */
  public static final int MAX_PER_SUBMITTER = 10;

  /** Requests that wait of one client, at most. */
  public static final int MAX_PER_CLIENT = 5;

  /**
   * For one submitter; two clients, as one machine with two kinds of address is, do not fill it.
   */
  public static final int MAX_PER_CLIENT_AND_SUBMITTER = 4;

  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private final Registry registry;
  private final KeyRequestRepository repository;
  private final ExampleKeyRule exampleKeys;
  private final Clock clock;

  /** Held while requests are counted and one is added; other replicas may add a few more each. */
  private final ReentrantLock counting = new ReentrantLock();

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

    /** As many wait of this client as may. */
    record TooMany() implements Asked {}
  }

  /**
   * Takes a register statement signed by the new key alone.
   *
   * @param client who brings it, as {@link #MAX_PER_CLIENT} counts
   */
  public Asked ask(EnvelopeFormat format, Bytes envelope, String client) {
    if (envelope.length() > MAX_BYTES) {
      return new Asked.Refused(new Outcome.TooLarge(MAX_BYTES));
    }
    Ledger ledger = registry.now();
    return switch (Heard.of(format, envelope, Typ.STATEMENT, ledger)) {
      case Heard.Unheard(var outcome) -> new Asked.Refused(outcome);
      case Heard.Testimony(var verified) ->
          ask(envelope, Payload.of(format), verified, ledger, client);
    };
  }

  private Asked ask(
      Bytes envelope, Payload form, Verification.Verified verified, Ledger ledger, String client) {
    return switch (form.read(verified.payload())) {
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
        yield refusal.isPresent()
            ? refused(refusal.get())
            : keep(envelope, verified, register, client);
      }
    };
  }

  private static Asked refused(Ruling.Refusal refusal) {
    return new Asked.Refused(new Outcome.Refused(refusal));
  }

  private Asked keep(
      Bytes envelope, Verification.Verified verified, Key.Register register, String client) {
    String kid = verified.introduced().orElseThrow().thumbprint().value();
    String submitter = register.header().submitter().value();
    counting.lock();
    try {
      Instant now = clock.instant();
      repository.forgetExpired(now);
      if (repository.countOfClient(kid, client) >= MAX_PER_CLIENT
          || repository.countOfClient(kid, client, submitter) >= MAX_PER_CLIENT_AND_SUBMITTER) {
        return new Asked.TooMany();
      }
      if (repository.count(kid) >= MAX_WAITING
          || repository.count(kid, submitter) >= MAX_PER_SUBMITTER) {
        return new Asked.Refused(new Outcome.Overloaded(RETRY_AFTER));
      }
      repository.insert(
          kid, submitter, register.organisation(), client, envelope.base64(), now, now.plus(KEPT));
    } finally {
      counting.unlock();
    }
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

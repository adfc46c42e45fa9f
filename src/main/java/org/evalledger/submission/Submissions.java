package org.evalledger.submission;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.record.Payload;
import org.evalledger.registry.Registry;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Key;
import org.evalledger.statement.Statement;

/** Takes envelopes in: verifies, reads, hands them to the sequencer, and waits for its word. */
@Singleton
public final class Submissions {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** For how long a submitter waits for its turn; then it is told to ask again. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Registry registry;
  private final Sequencer sequencer;
  private final Answers answers;
  private final KeyRequests requests;
  private final ExampleKeyRule exampleKeys;
  private final ReassessmentWriter reassessments;
  private final FaultyStatements faulty;
  private final int maxBytes;

  Submissions(
      Registry registry,
      Sequencer sequencer,
      Answers answers,
      KeyRequests requests,
      ExampleKeyRule exampleKeys,
      ReassessmentWriter reassessments,
      FaultyStatements faulty,
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608") int maxBytes) {
    this.registry = registry;
    this.sequencer = sequencer;
    this.answers = answers;
    this.requests = requests;
    this.exampleKeys = exampleKeys;
    this.reassessments = reassessments;
    this.faulty = faulty;
    this.maxBytes = maxBytes;
  }

  /** Submits {@code envelope}; answers once it is durable or refused. */
  public Outcome submit(EnvelopeFormat format, Bytes envelope) {
    try {
      return take(format, envelope, false);
    } catch (DatabaseGoneException e) {
      return new Outcome.Overloaded(RETRY_AFTER);
    }
  }

  /** What else is asked of a statement that comes by some way. */
  public interface Fit {
    /** What does not fit in {@code statement}; empty when all does. */
    Optional<Fault> fault(Statement statement);
  }

  /** The same, where only a statement that fits is taken. */
  public Outcome submit(EnvelopeFormat format, Bytes envelope, Fit fit) {
    try {
      return take(format, envelope, fit);
    } catch (DatabaseGoneException e) {
      return new Outcome.Overloaded(RETRY_AFTER);
    }
  }

  private Outcome take(EnvelopeFormat format, Bytes envelope, Fit fit) {
    if (envelope.length() > maxBytes) {
      return new Outcome.TooLarge(maxBytes);
    }
    // What cannot be read so far gets its answer from the door itself.
    return switch (Intake.of(
        format, envelope, envelope.sha256(), registry.now(), faulty::refusal, true)) {
      case Intake.Stopped stopped -> take(format, envelope, false);
      case Intake.Ready(var candidate) ->
          fit.fault(candidate.signed().statement())
              .<Outcome>map(
                  fault ->
                      new Outcome.Refused(
                          new Ruling.Invalid(List.of(fault)).at(Payload.of(format)::pointer)))
              .orElseGet(() -> take(format, envelope, false));
    };
  }

  /** What {@link #submit} would answer to an envelope that is new; nothing is appended. */
  public Outcome check(EnvelopeFormat format, Bytes envelope) {
    try {
      return take(format, envelope, true);
    } catch (DatabaseGoneException e) {
      return new Outcome.Overloaded(RETRY_AFTER);
    }
  }

  /**
   * What would become of an evaluation that nobody signed yet.
   *
   * @param outcome what {@link #check} answers once somebody signs who may
   * @param authority why nobody may by now: its submitter has no active key, or it is made for
   *     other ledgers; empty when an active key of the submitter is enough
   */
  public record Preview(Outcome outcome, Optional<Ruling.Refusal> authority) {}

  /** Judges and assesses an evaluation before it is signed; nothing is appended. */
  public Preview preview(Bytes statement) {
    try {
      return statement.length() > maxBytes
          ? new Preview(new Outcome.TooLarge(maxBytes), Optional.empty())
          : preview(statement, registry.now());
    } catch (DatabaseGoneException e) {
      return new Preview(new Outcome.Overloaded(RETRY_AFTER), Optional.empty());
    }
  }

  private Preview preview(Bytes statement, Ledger ledger) {
    if (ledger.size() == 0) {
      return new Preview(new Outcome.NotOpened(), Optional.empty());
    }
    return switch (Unsigned.of(statement, ledger, faulty::unsigned)) {
      case Unsigned.Stopped(var outcome, var authority) -> new Preview(outcome, authority);
      case Unsigned.Ready(var candidate, var authority) ->
          new Preview(
              sequencer.offer(candidate) ? decided(candidate) : new Outcome.Overloaded(RETRY_AFTER),
              authority);
    };
  }

  /**
   * Has the service assess an evaluation again, as of the prefix at which its turn comes, and enter
   * that under its own name.
   */
  public Outcome reassess(EntryReference entry) {
    try {
      Candidate wanted = reassessments.wanted(entry);
      return sequencer.offer(wanted) ? decided(wanted) : new Outcome.Overloaded(RETRY_AFTER);
    } catch (DatabaseGoneException e) {
      return new Outcome.Overloaded(RETRY_AFTER);
    }
  }

  /** Whether the envelope with this digest is in the log. */
  public boolean knows(Sha256 envelope) {
    return answers.index(envelope).isPresent();
  }

  private Outcome take(EnvelopeFormat format, Bytes envelope, boolean dry) {
    if (envelope.length() > maxBytes) {
      return new Outcome.TooLarge(maxBytes);
    }
    Ledger seen = registry.ledger();
    Outcome outcome = take(format, envelope, dry, seen);
    if (!(outcome instanceof Outcome.NotOpened || outcome instanceof Outcome.Unauthorised)) {
      return outcome;
    }
    // Another replica may have opened the ledger or registered the key.
    Ledger now = registry.now();
    return now.size() > seen.size() ? take(format, envelope, dry, now) : outcome;
  }

  private Outcome take(EnvelopeFormat format, Bytes envelope, boolean dry, Ledger ledger) {
    Sha256 digest = envelope.sha256();
    return switch (Intake.of(format, envelope, digest, ledger, faulty::refusal, dry)) {
      case Intake.Stopped(Outcome.Unauthorised unauthorised) when ledger.size() == 0 ->
          new Outcome.NotOpened();
      case Intake.Stopped(var outcome) -> dry ? outcome : known(digest).orElse(outcome);
      case Intake.Ready(var candidate) -> {
        if (ledger.size() == 0 && !opens(candidate, ledger)) {
          yield new Outcome.NotOpened();
        }
        Optional<Ruling.Refusal> refusal = exampleKeys.refusal(candidate.signed().introduced());
        if (refusal.isPresent()) {
          yield new Outcome.Refused(refusal.get());
        }
        yield sequencer.offer(candidate) ? decided(candidate) : new Outcome.Overloaded(RETRY_AFTER);
      }
    };
  }

  /** The same bytes get the first answer, also after a revocation or a takedown (promise 7). */
  private Optional<Outcome> known(Sha256 digest) {
    return answers.known(digest).map(Outcome.Known::new);
  }

  private static boolean opens(Candidate candidate, Ledger ledger) {
    return candidate.signed().statement() instanceof Key.Register
        && candidate.signed().signers().contains(ledger.operator());
  }

  private Outcome decided(Candidate candidate) {
    return switch (verdict(candidate)) {
      case Decided.InTheLog(var entry, var proof, var checkpoint) -> {
        candidate.signed().introduced().ifPresent(requests::registered);
        yield new Outcome.Accepted(answers.of(entry, proof, checkpoint));
      }
      case Decided.InTheLogBefore(long index) -> new Outcome.Known(answers.first(index));
      case Decided.Out(var refusal) ->
          new Outcome.Refused(refusal.at(Payload.of(candidate.format())::pointer));
      case Decided.WouldEnter(var relation, var assessment) ->
          new Outcome.Checked(relation, assessment);
      case Decided.Unknown unknown -> new Outcome.Overloaded(RETRY_AFTER);
    };
  }

  /** The sequencer's word; not known when it takes too long. */
  private static Decided verdict(Candidate candidate) {
    try {
      return candidate.verdict().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (candidate.intent() == Intent.PREVIEW) {
        candidate.verdict().complete(new Decided.Unknown()); // so that nobody works on it
      }
      return new Decided.Unknown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Decided.Unknown();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a verdict is never a failure", e);
    }
  }
}

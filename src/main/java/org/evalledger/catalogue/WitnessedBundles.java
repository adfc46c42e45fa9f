package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.evalledger.entry.Bundle;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.LogReader;
import org.evalledger.log.Witnesses;

/** Bundles under a checkpoint that a quorum of the log's witnesses cosigned. */
@Singleton
public final class WitnessedBundles {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Requests that may wait; more are turned away, so that waiting never starves the rest. */
  private final Semaphore waiting = new Semaphore(64);

  private final LogReader log;
  private final Bundles bundles;
  private final Witnesses witnesses;
  private final Cosignatures cosignatures;

  WitnessedBundles(LogReader log, Bundles bundles, Witnesses witnesses, Cosignatures cosignatures) {
    this.log = log;
    this.bundles = bundles;
    this.witnesses = witnesses;
    this.cosignatures = cosignatures;
  }

  /** What there is of an entry. */
  public sealed interface Outcome {}

  /** Its bundle. */
  public record Found(Bundle bundle) implements Outcome {}

  /** There is no such entry. */
  public record NoEntry() implements Outcome {}

  /** No quorum is configured, so there never will be one. */
  public record NoWitnesses() implements Outcome {}

  /** Too few witnesses saw a checkpoint of it so far, or too many requests wait for them. */
  public record NotYet() implements Outcome {}

  /** The bundle of entry {@code index}; waits for the witnesses for ten seconds at most. */
  public Outcome of(long index) {
    if (index < 0 || index >= log.head().size()) {
      return new NoEntry();
    }
    if (!witnesses.policy().asksForWitnesses()) {
      return new NoWitnesses();
    }
    return witnessed(index)
        .or(() -> awaited(index))
        .flatMap(seen -> bundles.of(index, seen.size(), seen.checkpoint()))
        .<Outcome>map(Found::new)
        .orElseGet(NotYet::new);
  }

  private Optional<Cosignatures.Witnessed> witnessed(long index) {
    return cosignatures.witnessed().filter(seen -> seen.size() > index);
  }

  private Optional<Cosignatures.Witnessed> awaited(long index) {
    if (!waiting.tryAcquire()) {
      return Optional.empty();
    }
    try {
      long end = System.nanoTime() + WAIT.toNanos();
      while (System.nanoTime() < end) {
        Thread.sleep(LOOK);
        Optional<Cosignatures.Witnessed> seen = witnessed(index);
        if (seen.isPresent()) {
          return seen;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
    }
    return Optional.empty();
  }
}

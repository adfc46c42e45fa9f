package org.evalledger.cli;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a service that does not answer is waited for: so long after its last answer to anybody
 * here, and less when it never gave one, since then the address is the likely fault. Shared by all
 * requests of a command.
 */
final class Patience {
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(5);
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final Duration limit;
  private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
  private volatile boolean answered;

  Patience(Duration limit) {
    this.limit = limit;
  }

  /** The service answered as it should. */
  void answered() {
    answered = true;
    lastAnswer.set(System.nanoTime());
  }

  /** How long is waited in the present state of things. */
  Duration limit() {
    return answered || limit.compareTo(FIRST_CONTACT) < 0 ? limit : FIRST_CONTACT;
  }

  /**
   * Sleeps before the next attempt: doubling pauses with some chance in them, so that many senders
   * do not come back at once, and never less than the service asked for.
   *
   * @param attempt how many there were, at least 1
   * @param retryAfter what the service asked for; zero when nothing
   * @return whether to try again
   */
  boolean pause(int attempt, Duration retryAfter) {
    long doubled = Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(attempt, 10));
    long pause =
        Math.max(
            retryAfter.toMillis(), doubled / 2 + ThreadLocalRandom.current().nextLong(doubled));
    long left = limit().toMillis() - (System.nanoTime() - lastAnswer.get()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      Thread.sleep(Math.min(pause, left));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

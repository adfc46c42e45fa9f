package org.evalledger.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits for what another process does and does not announce. */
final class Waiting {
  private static final Duration STEP = Duration.ofMillis(10);

  /** Something that comes true. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private Waiting() {}

  /** Whether the condition came true within the limit. */
  static boolean until(Duration limit, Condition condition) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() - end >= 0) return false;
        Thread.sleep(STEP);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;

/**
 * How long the log is, for what is remembered: pages ask in every row. What this process committed
 * counts at once; what others of the same ledger appended, a second later at most.
 */
@Singleton
final class LogSizes {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LogReader log;
  private final Registry registry;
  private final Clock clock;

  /** As it was read last; guarded by this, as is its time. */
  private long read;

  private Instant readAt = Instant.MIN;

  LogSizes(LogReader log, Registry registry, Clock clock) {
    this.log = log;
    this.registry = registry;
    this.clock = clock;
  }

  /** Entries in the log, all of which the tables tell of. */
  long now() {
    return Long.max(registry.ledger().size(), ofTable());
  }

  private synchronized long ofTable() {
    Instant now = clock.instant();
    if (readAt.isBefore(now.minus(FRESH))) {
      read = log.size();
      readAt = now;
    }
    return read;
  }
}

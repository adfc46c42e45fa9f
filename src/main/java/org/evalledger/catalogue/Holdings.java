package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ledger holds, counted twice a minute at most. */
@Singleton
public final class Holdings {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final TotalsRepository repository;
  private final Clock clock;

  /** The last count; guarded by this, as is its time. */
  private @Nullable Totals totals;

  private Instant countedAt = Instant.EPOCH;

  Holdings(TotalsRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** As of half a minute ago at most. */
  public synchronized Totals totals() {
    Totals known = totals;
    if (known != null && clock.instant().isBefore(countedAt.plus(FRESH))) {
      return known;
    }
    Totals counted = count();
    // An empty ledger is asked again: it is being filled.
    countedAt = counted.measured().isEmpty() ? Instant.EPOCH : clock.instant();
    totals = counted;
    return counted;
  }

  private Totals count() {
    Map<String, Long> kinds =
        repository.kinds().stream().collect(Collectors.toMap(KindCount::kind, KindCount::things));
    return new Totals(
        kinds.getOrDefault("model", 0L),
        kinds.getOrDefault("benchmark", 0L),
        kinds.getOrDefault("submitter", 0L),
        repository.measured());
  }
}

package org.evalledger.review;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.evalledger.bytes.Sha256;

/** Counts what each person reports a day, so that nobody fills the log with reports. */
@Singleton
public final class ReportCount {
  /** Reports of one person a day (UTC), at each replica. */
  public static final int MAX = 30;

  private final Clock clock;

  /** Guarded by this object's monitor; of {@link #day} alone. */
  private final Map<Sha256, Integer> counts = new HashMap<>();

  /** Guarded by this object's monitor. */
  private LocalDate day = LocalDate.EPOCH;

  ReportCount(Clock clock) {
    this.clock = clock;
  }

  /** Counts one more; whether it is still one of those allowed. */
  public synchronized boolean count(Sha256 person) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      counts.clear();
      day = today;
    }
    return counts.merge(person, 1, (before, one) -> Integer.min(before + one, MAX + 1)) <= MAX;
  }
}

package org.evalledger.review;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.evalledger.bytes.Sha256;

/** Counts what each person reports a day, so that nobody fills the log with reports. */
@Singleton
public final class ReportCount {
  /** Reports of one person a day (UTC), at all replicas together. */
  public static final int MAX = 30;

  private final ReportCountRepository repository;
  private final Clock clock;

  ReportCount(ReportCountRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Counts one more; whether it is still one of those allowed. */
  public boolean count(Sha256 person) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return repository.count(person.hex(), today, MAX) == 1;
  }
}

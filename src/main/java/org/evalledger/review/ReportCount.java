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
    return repository.count(person.hex(), today(), MAX) == 1;
  }

  /** Counts one fewer: what was counted was not taken. */
  public void giveBack(Sha256 person) {
    repository.giveBack(person.hex(), today());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}

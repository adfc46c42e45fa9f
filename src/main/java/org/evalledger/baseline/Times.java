package org.evalledger.baseline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a result came about, as far as is known. The earliest counts: a lab cannot look older models
 * in the eye by dating its run later, and dating it earlier only makes the comparison harder.
 *
 * @param publishedAt when its source was published; null without a source
 * @param startedAt when the run began; null when not said
 * @param releasedAt when the model came out, as its owner says; null when not said
 * @param issuedAt when the statement was issued
 * @param receivedAt when the ledger received it
 */
public record Times(
    @Nullable Instant publishedAt,
    @Nullable Instant startedAt,
    @Nullable Instant releasedAt,
    Instant issuedAt,
    Instant receivedAt) {
  private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
  private static final double SECONDS_A_MONTH = 30.4375 * 86_400;

  /** The same time for all. */
  public static Times at(Instant time) {
    return new Times(null, null, null, time, time);
  }

  /** The earliest of the five. */
  public Instant earliest() {
    var earliest = issuedAt.isBefore(receivedAt) ? issuedAt : receivedAt;
    if (publishedAt != null && publishedAt.isBefore(earliest)) {
      earliest = publishedAt;
    }
    if (releasedAt != null && releasedAt.isBefore(earliest)) {
      earliest = releasedAt;
    }
    return startedAt != null && startedAt.isBefore(earliest) ? startedAt : earliest;
  }

  /** Months since 2020-01-01, held within 1980 and 2100 so that no weight overflows. */
  double months() {
    double months = (earliest().getEpochSecond() - EPOCH) / SECONDS_A_MONTH;
    return StrictMath.clamp(months, -480.0, 960.0);
  }
}

package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source of the collector.
 *
 * @param id by which it is remembered
 * @param lookedAt end of the last good look; null before the first
 * @param nextAt when it is looked at again
 * @param failures looks that failed since, one after the other
 * @param error of the last look; null when it was good
 * @param files that were seen
 * @param results that entered because of them
 * @param leftOut numbers in them that no result was made of
 * @param failed files whose results are not, or not all, in the ledger
 */
@Introspected
@Serdeable
@Schema(name = "CollectorSource")
public record CollectedSource(
    String id,
    @Nullable Instant lookedAt,
    Instant nextAt,
    int failures,
    @Nullable String error,
    long files,
    long results,
    long leftOut,
    long failed) {}

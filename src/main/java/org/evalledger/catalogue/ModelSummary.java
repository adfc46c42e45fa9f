package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in short.
 *
 * @param model {@code namespace/name}
 * @param firstEntry the entry that named it first
 * @param statement entry of its owner's newest statement about it; null while there is none
 * @param parameters as its owner states them, else as the newest evaluation does; null when not
 *     known
 * @param baseModel what it was made from, likewise; null when nobody names one
 * @param access as its owner states it; null when nothing is stated
 * @param results current ones
 * @param benchmarks of them
 * @param submitters of them
 * @param firstParty current results signed by its owner
 * @param thirdParty current results by somebody else
 * @param collaborative current results signed by both
 * @param collected current results that were collected from elsewhere
 * @param flagged current results whose verdict is flagged or inconsistent
 * @param doubted current results received after a key that signed them was compromised
 * @param newestAt when the newest current result was received; null without
 */
@Introspected
@Serdeable
public record ModelSummary(
    String model,
    long firstEntry,
    @Nullable Long statement,
    @Nullable Long parameters,
    @Nullable String baseModel,
    @Nullable String access,
    long results,
    long benchmarks,
    long submitters,
    long firstParty,
    long thirdParty,
    long collaborative,
    long collected,
    long flagged,
    long doubted,
    @Nullable Instant newestAt) {}

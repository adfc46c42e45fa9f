package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A result as it is now, and the newest entry that said something of it.
 *
 * @param changedBy that entry
 * @param index of the result's own entry
 * @param result zero-based position in the entry
 * @param model {@code namespace/name}
 * @param benchmark id of the benchmark
 * @param benchmarkVersion its version
 * @param task part of it; null for all of it
 * @param metric what was measured
 * @param value as written
 * @param submitter who asserts it
 * @param standing what became of it
 * @param suspicion 0 to 1; null when nothing was comparable
 * @param verdict of the newest assessment
 * @param keyDoubted whether it was received after a key that signed it was compromised
 * @param supersededBy the entry that corrected it; null while it stands
 * @param withdrawnBy the entry that took it back; null while it stands
 * @param assessedBy the entry of its newest re-assessment; null while the first one holds
 */
@Introspected
@Serdeable
public record Change(
    long changedBy,
    long index,
    int result,
    String model,
    String benchmark,
    String benchmarkVersion,
    @Nullable String task,
    String metric,
    String value,
    String submitter,
    String standing,
    @Nullable BigDecimal suspicion,
    String verdict,
    boolean keyDoubted,
    @Nullable Long supersededBy,
    @Nullable Long withdrawnBy,
    @Nullable Long assessedBy) {}

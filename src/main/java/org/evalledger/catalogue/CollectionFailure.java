package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source whose results are not, or not all, in the ledger.
 *
 * @param id its place in the list
 * @param source of the collector
 * @param path below the source's top
 * @param error what is wrong, for a person
 * @param leftOut numbers in it that no result was made of; the error tells why of the first
 * @param attempts that failed with its present content
 * @param nextAt when it is tried again; null when only a change of the file brings it back
 * @param seenAt when it was tried last
 */
@Introspected
@Serdeable
@Schema(name = "CollectionFailure")
public record CollectionFailure(
    long id,
    String source,
    String path,
    String error,
    int leftOut,
    int attempts,
    @Nullable Instant nextAt,
    Instant seenAt) {}

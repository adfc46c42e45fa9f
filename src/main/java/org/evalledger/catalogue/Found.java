package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Something that a search found.
 *
 * @param kind {@code model}, {@code benchmark} or {@code submitter}
 * @param id of it
 * @param entry that named it first
 * @param match 0 where the id is what was asked for, 1 where it begins with it, 2 otherwise
 */
@Introspected
@Serdeable
public record Found(String kind, String id, long entry, int match) {}

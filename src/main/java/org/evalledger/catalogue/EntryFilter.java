package org.evalledger.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null leaves a member out of account.
 *
 * @param type of the statement
 * @param submitter id
 * @param model {@code namespace/name}
 * @param after the index behind which to begin; -1 for the first
 * @param limit how many, at most
 */
public record EntryFilter(
    @Nullable String type,
    @Nullable String submitter,
    @Nullable String model,
    long after,
    int limit) {}

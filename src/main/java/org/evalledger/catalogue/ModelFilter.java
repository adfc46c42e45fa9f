package org.evalledger.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Which models are wanted; null leaves a member out of account.
 *
 * @param namespace before the slash
 * @param baseModel what they were made from
 * @param access word
 * @param minParameters at least
 * @param maxParameters at most
 * @param after the first entry behind which to begin; -1 for the first
 * @param limit how many, at most
 */
public record ModelFilter(
    @Nullable String namespace,
    @Nullable String baseModel,
    @Nullable String access,
    @Nullable Long minParameters,
    @Nullable Long maxParameters,
    long after,
    int limit) {}

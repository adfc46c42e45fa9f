package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;

/**
 * The latest current result of one model revision, of known size.
 *
 * @param index of its entry
 * @param result zero-based position in the entry
 * @param model {@code namespace/name}
 * @param parameters as the result states them
 * @param value as written
 */
@Introspected
record SizedScore(long index, int result, String model, long parameters, String value) {}

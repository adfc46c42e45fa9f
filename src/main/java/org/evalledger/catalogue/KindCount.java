package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;

/**
 * How many things of one kind have a name here.
 *
 * @param kind {@code model}, {@code benchmark} or {@code submitter}
 * @param things of it
 */
@Introspected
record KindCount(String kind, long things) {}

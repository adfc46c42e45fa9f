/**
 * What the service hands out about an entry, written and read in one place: the {@link
 * org.evalledger.entry.Receipt}, signed by the service, and the {@link
 * org.evalledger.entry.Bundle}, which proves an entry offline (its proof follows C2SP tlog-proof).
 * What they are worth is told by package {@code audit}.
 */
@NullMarked
package org.evalledger.entry;

import org.jspecify.annotations.NullMarked;

/**
 * What the service hands out about an entry, written and read in one place: the {@link
 * org.evalledger.entry.Receipt}, signed by the service, and the bundle, which proves an entry
 * offline.
 */
@NullMarked
package org.evalledger.entry;

import org.jspecify.annotations.NullMarked;

/**
 * A read-only copy of another ledger that believes nothing: it checks each checkpoint, that it goes
 * on from the last, and every entry as an audit does, before any of it is served. Start with {@link
 * org.evalledger.mirror.Follower}.
 */
@NullMarked
package org.evalledger.mirror;

import org.jspecify.annotations.NullMarked;

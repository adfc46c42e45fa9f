/**
 * The Merkle log in the database: append, head, checkpoints, proofs. It knows bytes and not what
 * they say. Start with {@link org.evalledger.log.Log}; {@link org.evalledger.log.Projection} is how
 * other packages keep tables of their own in the append's transaction. RFC 6962 hashing, C2SP
 * tlog-checkpoint and tlog-tiles.
 */
@NullMarked
package org.evalledger.log;

import org.jspecify.annotations.NullMarked;

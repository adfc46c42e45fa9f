/**
 * The Merkle tree over the log's records, without any I/O: hashing and proofs (RFC 6962 §2.1),
 * tiles (C2SP tlog-tiles), checkpoint text (C2SP tlog-checkpoint) and offline proofs (C2SP
 * tlog-proof). Start with {@link org.evalledger.merkle.TreeTip}, which the log grows by, and {@link
 * org.evalledger.merkle.TiledTree}, which proves; {@link org.evalledger.merkle.InclusionProof} and
 * {@link org.evalledger.merkle.ConsistencyProof} are checked without either.
 */
@NullMarked
package org.evalledger.merkle;

import org.jspecify.annotations.NullMarked;

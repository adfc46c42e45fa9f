/**
 * Immutable byte values. Start with {@link org.evalledger.bytes.Bytes}; {@link
 * org.evalledger.bytes.Sha256} is the digest that everything in the ledger is named by (FIPS
 * 180-4).
 */
@NullMarked
package org.evalledger.bytes;

import org.jspecify.annotations.NullMarked;

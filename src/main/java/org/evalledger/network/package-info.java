/**
 * Connections to addresses that somebody else chose: a webhook's, a source's. Read {@link
 * org.evalledger.network.PublicAddresses}.
 *
 * <p>Specifications: RFC 6890 and the IANA special-purpose address registries.
 */
@NullMarked
package org.evalledger.network;

import org.jspecify.annotations.NullMarked;

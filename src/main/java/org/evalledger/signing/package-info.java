/**
 * Who signed what: envelopes are opened, and their signatures checked over the exact bytes that
 * came. Start with {@link org.evalledger.signing.Envelope}; keys are {@link
 * org.evalledger.signing.PublicKey} and {@link org.evalledger.signing.SigningKey}, signatures are
 * written by {@link org.evalledger.signing.Jws}. Follows RFC 7515 (JWS), RFC 7517 (JWK), RFC 7638
 * (thumbprints), RFC 7518, RFC 8037, RFC 9864 and RFC 9964 (algorithms), DSSE 1.0.2, and C2SP
 * signed-note ({@link org.evalledger.signing.SignedNote}) and tlog-cosignature.
 */
@NullMarked
package org.evalledger.signing;

import org.jspecify.annotations.NullMarked;

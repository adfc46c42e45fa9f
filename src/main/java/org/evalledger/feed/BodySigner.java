package org.evalledger.feed;

import org.evalledger.bytes.Bytes;

/**
 * Signs what leaves by webhook with the service's registered Ed25519 key. This package knows no
 * keys; where they are known it is told how to sign.
 */
public interface BodySigner {
  /** The signature of {@code message}, 64 bytes (RFC 8032 §5.1). */
  Bytes sign(Bytes message);
}

package org.evalledger.signing;

/** A private key that signs. Any number of threads may share it. */
@FunctionalInterface
interface Signer {
  /** The signature over {@code message}, in the form a JWS carries. */
  byte[] sign(byte[] message);
}

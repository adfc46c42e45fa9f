package org.evalledger.signing;

/** A public key, parsed once, as a check of signatures. Any number of threads may share it. */
@FunctionalInterface
interface Verifier {
  /** Whether {@code signature} is this key's over {@code message}; false for any damage at all. */
  boolean verify(byte[] message, byte[] signature);
}

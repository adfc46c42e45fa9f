package org.evalledger.signing;

import java.util.Optional;

/** One signature of an opened envelope. The arrays are never changed. */
final class SignaturePart {
  private final Kid kid;
  private final Optional<Algorithm> named;
  private final byte[] prefix;
  private final byte[] signature;

  /**
   * @param named what the header calls the algorithm; DSSE does not say
   * @param prefix what stands before the envelope's body in the bytes that are signed
   */
  SignaturePart(Kid kid, Optional<Algorithm> named, byte[] prefix, byte[] signature) {
    this.kid = kid;
    this.named = named;
    this.prefix = prefix;
    this.signature = signature;
  }

  Kid kid() {
    return kid;
  }

  /** Nothing when this is {@code key}'s valid signature with {@code body} behind the prefix. */
  Optional<SignatureFault> check(PublicKey key, byte[] body) {
    if (named.isPresent() && named.get() != key.algorithm()) {
      return Optional.of(SignatureFault.ALGORITHM_MISMATCH);
    }
    byte[] message = new byte[prefix.length + body.length];
    System.arraycopy(prefix, 0, message, 0, prefix.length);
    System.arraycopy(body, 0, message, prefix.length, body.length);
    return key.verify(message, signature)
        ? Optional.empty()
        : Optional.of(SignatureFault.BAD_SIGNATURE);
  }
}

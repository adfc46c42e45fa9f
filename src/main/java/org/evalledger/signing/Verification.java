package org.evalledger.signing;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;

/** What came of checking the signatures of an envelope. */
public sealed interface Verification {
  /**
   * Every signature is valid.
   *
   * @param payload the exact bytes that were signed over, decoded
   * @param signers the keys' names, in the order of the signatures; no name twice, at least one
   * @param introduced the one key that was not registered, taken from the payload's {@code jwk},
   *     which has proved that its owner holds the private half
   */
  record Verified(Bytes payload, List<Kid> signers, Optional<PublicKey> introduced)
      implements Verification {
    public Verified {
      signers = List.copyOf(signers);
    }
  }

  /**
   * At least one signature is not valid.
   *
   * @param fault the first fault found
   */
  record Rejected(SignatureFault fault) implements Verification {}
}

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
   * @param strangers the kids that name no registered key, where that is the fault
   */
  record Rejected(SignatureFault fault, List<Kid> strangers) implements Verification {
    private static final int NAMED = 3;

    public Rejected {
      strangers = List.copyOf(strangers);
    }

    Rejected(SignatureFault fault) {
      this(fault, List.of());
    }

    /** One sentence for a person; never which part of a signature is wrong. */
    public String detail() {
      return strangers.isEmpty()
          ? fault.detail()
          : "No registered key is named by the kid %s%s."
              .formatted(
                  String.join(" or ", strangers.stream().limit(NAMED).map(Kid::value).toList()),
                  strangers.size() > NAMED ? " or others" : "");
    }
  }
}

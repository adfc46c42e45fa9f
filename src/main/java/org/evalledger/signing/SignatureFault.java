package org.evalledger.signing;

/** Why signatures were rejected; never which part of one. */
public enum SignatureFault {
  /** A {@code kid} names no registered key. */
  UNKNOWN_KEY("A kid names no registered key."),
  /** A header's {@code alg} is not that of the key; the key decides, since registration. */
  ALGORITHM_MISMATCH("A header's alg is not the algorithm its key was registered with."),
  /** A signature is not its key's over these bytes. */
  BAD_SIGNATURE("A signature is not valid.");

  private final String detail;

  SignatureFault(String detail) {
    this.detail = detail;
  }

  /** One sentence for a person. */
  public String detail() {
    return detail;
  }
}

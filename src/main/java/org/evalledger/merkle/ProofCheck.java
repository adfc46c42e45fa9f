package org.evalledger.merkle;

/** What checking a proof gave. */
public sealed interface ProofCheck {
  /** The proof leads from what was given to the given root. */
  record Proven() implements ProofCheck {}

  /**
   * It does not.
   *
   * @param reason got and want, for a person
   */
  record Refused(String reason) implements ProofCheck {}

  /** Whether the proof holds. */
  default boolean proven() {
    return switch (this) {
      case Proven proof -> true;
      case Refused refusal -> false;
    };
  }
}

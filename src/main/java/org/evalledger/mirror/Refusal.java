package org.evalledger.mirror;

/** The ledger gave what the mirror refuses. */
final class Refusal extends RuntimeException {
  Refusal(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

package org.evalledger.mirror;

import java.util.Optional;

/** The ledger gave what the mirror refuses. */
final class Refusal extends RuntimeException {
  Refusal(String reason) {
    super(reason);
  }

  /** Throws one with {@code reason}, if there is one. */
  static void on(Optional<String> reason) {
    if (reason.isPresent()) {
      throw new Refusal(reason.get());
    }
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

package org.evalledger.signing;

import org.evalledger.json.Fault;

/** Ends the reading of a JWK; leaves this package as {@link KeyReading.NotAKey} only. */
final class BadJwk extends Exception {
  private final transient Fault fault;

  BadJwk(Fault fault) {
    super(fault.toString(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}

package org.evalledger.signing;

import java.util.Optional;

/** Where registered keys are found. */
@FunctionalInterface
public interface KeySource {
  /** The registered key of this thumbprint. */
  Optional<PublicKey> find(Kid kid);
}

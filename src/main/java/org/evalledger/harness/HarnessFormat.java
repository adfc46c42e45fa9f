package org.evalledger.harness;

import java.util.Optional;

/** One format that some harness writes. */
interface HarnessFormat {
  /** What the file holds, when it is in this format; empty when it is in another. */
  Optional<Conversion> convert(HarnessFile file, Provenance provenance, Overrides overrides);
}

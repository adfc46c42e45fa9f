package org.evalledger.signing;

import java.util.List;
import org.evalledger.json.Fault;

/** What came of opening an envelope, before any signature is checked. */
public sealed interface Opening permits Opened, Opening.Malformed, Opening.Forbidden {
  /**
   * These bytes are no envelope of that format.
   *
   * @param faults why, at least one; pointers lead into a JSON envelope and are empty in a compact
   *     one
   */
  record Malformed(List<Fault> faults) implements Opening {
    public Malformed {
      faults = List.copyOf(faults);
    }
  }

  /**
   * An envelope, but a header breaks a rule.
   *
   * @param rule the first rule broken
   */
  record Forbidden(HeaderRule rule) implements Opening {}
}

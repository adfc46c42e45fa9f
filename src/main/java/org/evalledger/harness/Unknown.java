package org.evalledger.harness;

import org.evalledger.json.Json;

/** Says that something is not known. */
final class Unknown {
  private Unknown() {}

  /** {@code {"unknown": why}}. */
  static Json because(String why) {
    return Json.object().put("unknown", why).build();
  }

  /** The harness writes it, but not into this file. */
  static Json notRecorded() {
    return because("lm-evaluation-harness did not record it in this file");
  }

  /** No file of {@code format} says it. */
  static Json notRecordedBy(String format) {
    return because(format + " does not record it");
  }
}

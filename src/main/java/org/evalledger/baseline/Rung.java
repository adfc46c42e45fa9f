package org.evalledger.baseline;

/** The best rung of standing a result has reached when it is folded in. */
public enum Rung {
  /** Signed, no more. */
  SIGNED,
  /** The service recomputed it from its per-sample log. */
  RECOMPUTED,
  /** Somebody independent reproduced it. */
  REPRODUCED
}

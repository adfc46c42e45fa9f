package org.evalledger.baseline;

/** With what a result was compared. */
public enum PeerLevel {
  /** Results under the same protocol. */
  PROTOCOL,
  /** Results of all protocols of the benchmark version and metric; τ² is added to the variance. */
  BENCHMARK,
  /** Hardly any results yet: what chance level and range let one expect of a size. */
  PRIOR
}

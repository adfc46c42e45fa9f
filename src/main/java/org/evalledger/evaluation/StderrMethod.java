package org.evalledger.evaluation;

/** How a stated standard error came about. Only the binomial one can be checked. */
public enum StderrMethod {
  /** From value and item count alone. */
  BINOMIAL,
  /** From the standard errors of parts. */
  POOLED,
  /** With clusters of items. */
  CLUSTERED,
  /** By resampling. */
  BOOTSTRAP,
  /** Not said. */
  UNKNOWN
}

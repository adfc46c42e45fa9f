package org.evalledger.baseline;

/** How large a model is, as one statement says. */
public sealed interface Size {
  /**
   * All parameters work on every token.
   *
   * @param total all parameters
   */
  record Dense(ParameterCount total) implements Size {}

  /**
   * A mixture of experts: it counts as one of √(total·active) parameters.
   *
   * @param total all parameters
   * @param active those that work on one token
   */
  record Mixture(ParameterCount total, ParameterCount active) implements Size {}

  /**
   * Not disclosed, or a mixture of experts without its active count.
   *
   * @param why in the submitter's or the reader's words
   */
  record Unknown(String why) implements Size {}

  /** log2 of the size in billions, NaN when unknown. */
  default double log2Billions() {
    return switch (this) {
      case Dense dense -> dense.total.log2Billions();
      case Mixture mixture -> 0.5 * (mixture.total.log2Billions() + mixture.active.log2Billions());
      case Unknown unknown -> Double.NaN;
    };
  }
}

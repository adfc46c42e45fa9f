package org.evalledger.evaluation;

/** What kind of number a metric gives; decides which arithmetic holds for it. */
public enum MetricKind {
  /** Right items over all items, each right or wrong. */
  PROPORTION,
  /** A mean of anything else, bounded or not. */
  MEAN,
  /** A loss or perplexity. */
  LOSS,
  /** A rating from comparisons, as Elo. */
  RATING,
  /** Events over opportunities, as a win rate or a rate of refusals. */
  RATE
}

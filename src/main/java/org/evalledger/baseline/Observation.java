package org.evalledger.baseline;

import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Relation;
import org.jspecify.annotations.Nullable;

/**
 * One result as the baselines see it.
 *
 * @param position where it stands in the log
 * @param submitter who states it
 * @param subject which model revision it is about
 * @param protocol how it was got
 * @param measure the metric as registered
 * @param reported the value as printed
 * @param times when it came about
 * @param relation how the submitter stands to the model
 * @param rung the standing it has when it is folded in
 * @param truncated whether fewer items were run than are registered, or a limit was set
 * @param sourceUrl where the number was taken from; null when it was run
 * @param supersedes the earlier result it takes the place of; null for none
 */
public record Observation(
    Position position,
    Submitter submitter,
    Subject subject,
    ProtocolKey protocol,
    Measure measure,
    Reported reported,
    Times times,
    Relation relation,
    Rung rung,
    boolean truncated,
    @Nullable String sourceUrl,
    @Nullable Position supersedes) {
  /** Whether fewer items were run than the benchmark has. */
  public boolean runShort() {
    var samples = reported.samples();
    var items = measure.items();
    return truncated || (samples != null && items != null && samples < items);
  }

  /** Whether the variance of measurement is fixed by registered items, whatever is stated. */
  boolean fixedVariance() {
    return measure.countsItems() && measure.items() != null;
  }

  /** Whether it is neither run nor passed on in a matter of the submitter's own. */
  boolean disinterested() {
    return submitter.hasRole()
        && (relation == Relation.THIRD_PARTY || relation == Relation.COLLECTED);
  }

  /** Whether later results may be compared with it. */
  boolean peer() {
    return !runShort() && !subject.adapted();
  }

  /** Its say among peers: what nobody independent stands for weighs less. */
  public double weight() {
    double byRung =
        switch (rung) {
          case SIGNED -> 1;
          case RECOMPUTED -> 1.5;
          case REPRODUCED -> 2;
        };
    double byRelation =
        switch (relation) {
          case COLLECTED -> 0.5;
          case FIRST_PARTY, COLLABORATIVE -> 1;
          case THIRD_PARTY -> submitter.evaluator() ? 1.5 : 1;
        };
    return byRung * byRelation;
  }
}

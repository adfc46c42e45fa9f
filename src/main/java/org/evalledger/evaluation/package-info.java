/**
 * Is a result possible: registered benchmark, task and metric, value within the metric's range, and
 * (for proportions) figures that can all be right at once. Start with {@link
 * org.evalledger.evaluation.Admission}, which puts all rules in the order in which they answer; the
 * arithmetic on what was printed begins at {@link org.evalledger.evaluation.Measure} and {@link
 * org.evalledger.evaluation.KOfN}. Whether a possible result is plausible is for package suspicion.
 */
@NullMarked
package org.evalledger.evaluation;

import org.jspecify.annotations.NullMarked;

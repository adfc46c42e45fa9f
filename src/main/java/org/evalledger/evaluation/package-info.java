/**
 * Is a result possible: registered benchmark, task and metric, value within the metric's range, and
 * figures that can all be right at once. Start with {@link org.evalledger.evaluation.Admission},
 * which puts the rules that refuse in the order in which they answer; {@link
 * org.evalledger.evaluation.KOfN}, {@link org.evalledger.evaluation.BinomialStderr} and {@link
 * org.evalledger.evaluation.TaskMean} are arithmetic on what was printed, which refuses nothing.
 */
@NullMarked
package org.evalledger.evaluation;

import org.jspecify.annotations.NullMarked;

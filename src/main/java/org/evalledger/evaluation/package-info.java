/**
 * Is a result possible: ranges, k of n, standard errors, means of tasks. Start with {@link
 * org.evalledger.evaluation.Measure} and {@link org.evalledger.evaluation.KOfN}. Everything here is
 * arithmetic on what was printed; whether a possible result is plausible is for package suspicion.
 */
@NullMarked
package org.evalledger.evaluation;

import org.jspecify.annotations.NullMarked;

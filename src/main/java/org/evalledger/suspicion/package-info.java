/**
 * Is a result plausible: the checks, what they amount to, and the assessment as it is logged. Start
 * with {@link org.evalledger.suspicion.SizeProfile1}, the algorithm {@code size-profile-1}: a pure
 * function of a statement and the state of the baselines at its prefix.
 *
 * <p>One class per check, one class per version of the algorithm; a version is never changed once a
 * ledger has used it.
 */
@NullMarked
package org.evalledger.suspicion;

import org.jspecify.annotations.NullMarked;

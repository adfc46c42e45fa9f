/**
 * What size-matched models score, as a fold over the log. Start with {@link
 * org.evalledger.baseline.BaselineState}, which everything is folded into, and {@link
 * org.evalledger.baseline.Baselines}, which holds one new statement against it: by size (S1, {@link
 * org.evalledger.baseline.SizeBaseline}) and by profile (S2, {@link
 * org.evalledger.baseline.ProfileBaseline}).
 *
 * <p>A figure here is a pure function of the results folded before it: no clock, no chance, no hash
 * order, {@code StrictMath} only. One thread owns a state.
 */
@NullMarked
package org.evalledger.baseline;

import org.jspecify.annotations.NullMarked;

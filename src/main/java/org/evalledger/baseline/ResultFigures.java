package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/**
 * What the state says about one result.
 *
 * @param a its value on the common scale; NaN when incomparable
 * @param incomparable why it cannot be compared at all; null when it can
 * @param size by size; null where nothing can be said
 * @param pSize p of {@link SizeFigures#z}; null with it
 * @param profile by profile; null where nothing can be said
 * @param pProfile p of {@link ProfileFigures#z}; null with it
 * @param jump over its base model; null where no pair is known
 * @param pJump p of the step; null with it
 * @param best the best earlier value; null when there is none
 */
public record ResultFigures(
    double a,
    @Nullable String incomparable,
    @Nullable SizeFigures size,
    @Nullable PValue pSize,
    @Nullable ProfileFigures profile,
    @Nullable PValue pProfile,
    @Nullable JumpFigures jump,
    @Nullable PValue pJump,
    @Nullable BestFigures best) {
  /** What is folded in with the result. */
  public CellScores scores() {
    return new CellScores(
        size == null ? PeerLevel.PRIOR : size.level(),
        profile == null ? PeerLevel.PRIOR : profile.level(),
        size != null && !size.assumedSize() && size.level() != PeerLevel.PRIOR,
        size == null ? Double.NaN : size.z(),
        pSize == null ? Double.NaN : pSize.p(),
        profile == null ? Double.NaN : profile.z(),
        pProfile == null ? Double.NaN : pProfile.p(),
        profile == null ? Double.NaN : profile.localSpread(),
        jump == null ? Double.NaN : jump.step(),
        jump == null ? Double.NaN : jump.z(),
        jump == null ? Double.NaN : jump.zExcess());
  }
}

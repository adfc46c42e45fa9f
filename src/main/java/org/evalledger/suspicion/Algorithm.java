package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.baseline.BaselineConstants;
import org.evalledger.baseline.BaselineConstants.Constant;

/**
 * A version of the way assessments are computed, told so that somebody else can write it too.
 *
 * @param id as it stands in records
 * @param formulae in the order in which they are applied
 * @param constants as they are built in; a policy may set thresholds and tau otherwise
 */
public record Algorithm(String id, List<Formula> formulae, List<Constant> constants) {
  public Algorithm {
    formulae = List.copyOf(formulae);
    constants = List.copyOf(constants);
  }

  /**
   * One step.
   *
   * @param name in a word or two
   * @param text how it is computed
   */
  public record Formula(String name, String text) {}

  /** All versions that ever stood in a record, the oldest first; the last is in force. */
  public static List<Algorithm> all() {
    return List.of(new Algorithm(SizeProfile1.ID, sizeProfile1(), builtIn()));
  }

  private static List<Constant> builtIn() {
    var constants = new ArrayList<>(BaselineConstants.all());
    constants.add(new Constant("cell: share of the profile", SizeProfile1.PROFILE_SHARE + ""));
    constants.add(new Constant("cell: weight of a jump", SizeProfile1.JUMP_WEIGHT + ""));
    constants.add(new Constant("watch from", Thresholds.BUILT_IN.watch() + ""));
    constants.add(new Constant("flagged from", Thresholds.BUILT_IN.flagged() + ""));
    return constants;
  }

  private static List<Formula> sizeProfile1() {
    return List.of(
        new Formula(
            "scale",
            "a = 2·asin(√s) of the share s of the range, lower-is-better mirrored, targets by"
                + " distance, unbounded metrics by logarithm; V = 1/n, n the larger of stated"
                + " samples and registered items"),
        new Formula(
            "size",
            "x = log2 of billions of parameters, √(total·active) for a mixture of experts; the"
                + " smallest that the submitter or an owner ever stated"),
        new Formula(
            "peers",
            "the latest results of other model revisions under the same protocol, where these stand"
                + " for thirty, an organisation (or a collector, by namespaces that nobody owns)"
                + " for eight at most; else those of all protocols with tau² in V, if these do; a"
                + " signal that the nearer ones do not give is taken from the wider ones"),
        new Formula(
            "S1, hub",
            "Huber regression of a on 1, x, x², t/12 (t in months); local scale s at ten quantiles"
                + " of x; z_hub = (a − â)/√(s² + V); t held within the 2nd and 98th percentile of"
                + " the history, for S2 too"),
        new Formula(
            "S1, kernel",
            "w = exp(−½((x_k − x)/0.5)²)·exp(−|t − t_k|/6), mean m, standard deviation s,"
                + " nₑ = (Σw)²/Σw²; z_ker = (a − m)/√(s² + V + s²/nₑ)"),
        new Formula("S1", "z_size = (z_hub + z_ker)/2"),
        new Formula(
            "S2",
            "local-linear regression of a on the other benchmarks, x and t over the k nearest"
                + " models, k = max(12, min(80, 0.6·candidates)), tricube weights;"
                + " s̃² = (0.5k·s² + 15g²)/(0.5k + 15); z_profile = (a − b₀)/√(1.1·s̃² + V)"),
        new Formula(
            "p",
            "of the m figures stored: k = max(10, ⌈m/100⌉), u the (k+1)-th largest, β the mean"
                + " excess above it; z > u gives k/(m+1)·(1 + (z−u)/(kβ))^(−k), else"
                + " (1 + #{≥ z})/(m + 1); where too few are stored a normal tail, never below the"
                + " least of an uncalibrated one"),
        new Formula(
            "cell",
            "p = min(1 − (1 − p_profile)^(1/0.8), 1 − (1 − p_size)^(1/0.2)); with a jump the Cauchy"
                + " combination of both, the jump at half the weight"),
        new Formula(
            "model",
            "p = 3·min(p_general, d·min p_profile, d·min p_size), d benchmarks, at most 20; earlier"
                + " results without a p_profile of their own have that of now"),
        new Formula("suspicion", "min(1, −log10(p)/4)"));
  }
}

package org.evalledger.baseline;

import java.util.List;

/** The constants of the baselines, for those who want to compute them too. */
public final class BaselineConstants {
  private BaselineConstants() {}

  /**
   * One constant.
   *
   * @param name in words
   * @param value as a decimal
   */
  public record Constant(String name, String value) {
    static Constant of(String name, double value) {
      return new Constant(name, value == StrictMath.rint(value) ? (long) value + "" : value + "");
    }
  }

  /** All of them, those of S1 first. */
  public static List<Constant> all() {
    return List.of(
        Constant.of("hub: Huber's k", Fit.HUBER),
        Constant.of("hub: iterations at most", Fit.STEPS),
        Constant.of("hub: ridge a unit of weight", Fit.RIDGE),
        Constant.of("hub: nodes of the local scale", Scales.NODES),
        Constant.of("hub: width of a node in octaves", Scales.NODE_WIDTH),
        Constant.of("hub: weight of the global scale", Scales.NODE_WEIGHT),
        Constant.of("hub: one organisation's part of a scale, one in", FitSample.SCALE_SHARE),
        Constant.of("hub and profile: share of a history beyond each end", Range.BEYOND),
        Constant.of("hub and profile: of it one organisation at most", Range.ONE_GROUP),
        Constant.of("hub and profile: fewest organisations at each end", Range.GROUPS),
        Constant.of("ker: width in octaves", SizeBaseline.OCTAVES),
        Constant.of("ker: width in octaves where few are near", SizeBaseline.WIDE_OCTAVES),
        Constant.of("ker: months after which a weight is 1/e", KeyHistory.DECAY_MONTHS),
        Constant.of("ker: a weight that counts as near", SizeBaseline.NOTICEABLE),
        Constant.of("ker: fewest that are near", SizeBaseline.NOTICED),
        Constant.of("unknown size: quantile of recent sizes", SizeBaseline.UPPER),
        Constant.of("unknown size: months that are recent", SizeBaseline.RECENT_MONTHS),
        Constant.of("peers: fewest under one protocol", Peers.NEEDED),
        Constant.of("peers: of them one organisation or collector stands for", Shares.FREE),
        Constant.of("peers: ancestors left out, at most", Families.MOST_ANCESTORS),
        Constant.of("keys: new protocols a statement, at most", Histories.NEW_PROTOCOLS),
        Constant.of("keys: new tasks a statement, at most", Histories.NEW_BENCHMARKS),
        Constant.of("peers: tau of choices among protocols", Tau.MEASURED.choice()),
        Constant.of("peers: tau of written answers among protocols", Tau.MEASURED.generative()),
        Constant.of("peers: most of one key", KeyHistory.CAPACITY),
        Constant.of("peers: results of one organisation at full weight", Shares.FREE),
        Constant.of(
            "peers: results of one collector at full weight where nobody owns the namespace",
            Shares.UNOWNED_FREE),
        Constant.of(
            "peers: one collector's part of the others' beyond, one in", Shares.UNOWNED_SHARE),
        Constant.of("near-copies: radius in a", NearCopies.RADIUS),
        Constant.of("near-copies: fewest shared benchmarks", NearCopies.SHARED),
        Constant.of("profile: fewest neighbours", Neighbourhood.LEAST),
        Constant.of("profile: most neighbours", Neighbourhood.MOST),
        Constant.of("profile: neighbours' share of the candidates", Neighbourhood.SHARE),
        Constant.of("profile: fewest shared benchmarks", ProfileBaseline.LEAST_FEATURES),
        Constant.of("profile: months that weigh as one", ProfileBaseline.MONTHS),
        Constant.of("profile: Huber's k", LocalRegression.HUBER),
        Constant.of("profile: iterations", LocalRegression.STEPS),
        Constant.of("profile: ridge on slopes", LocalRegression.RIDGE),
        Constant.of("refit: new results, at least", KeyHistory.REFIT_LEAST),
        Constant.of("refit: entries until it holds", KeyHistory.REFIT_DELAY),
        Constant.of("p: figures stored", Calibration.CAPACITY),
        Constant.of("p: fewest stored for a calibrated one", Calibration.NEEDED),
        Constant.of("p: least", Calibration.LEAST_P),
        Constant.of("p: least of an uncalibrated one", Calibration.UNCALIBRATED_LEAST_P),
        Constant.of("p: largest", Calibration.LARGEST_P));
  }
}

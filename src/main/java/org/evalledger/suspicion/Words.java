package org.evalledger.suspicion;

import org.evalledger.baseline.HistoryKey;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.PeerLevel;

/** Turns of phrase that several checks share. */
final class Words {
  private Words() {}

  /** "GSM8K 0.87 is 4.1 standard deviations above what … (0.61 ± 0.06)". */
  static String distance(
      Observation observation, double z, double expected, double spread, String who) {
    var reported = observation.reported().value();
    int places = Decimals.placesOf(reported);
    return name(observation.protocol())
        + " "
        + Decimals.shown(reported)
        + " is "
        + off(z)
        + " what "
        + who
        + " ("
        + Decimals.printed(observation.measure(), expected, places)
        + " ± "
        + Decimals.printedSpread(observation.measure(), expected, spread, places)
        + ")";
  }

  private static String off(double z) {
    var deviations = Decimals.places(StrictMath.abs(z), 1);
    return deviations.equals("0.0")
        ? "just"
        : deviations + " standard deviations " + (z < 0 ? "worse than" : "better than");
  }

  static String judged(PValue p) {
    var told = "; p = " + Decimals.shortP(p.p());
    if (p.calibrated()) {
      return told + " by " + Decimals.count(p.stored()) + " earlier entries";
    }
    var few = p.stored() == 0 ? "no" : "only " + Decimals.count(p.stored());
    return told + ", roughly: " + few + " earlier entries to judge by";
  }

  static String name(HistoryKey protocol) {
    return protocol.part() == null
        ? protocol.benchmark()
        : protocol.benchmark() + " " + protocol.part();
  }

  static String level(PeerLevel level) {
    return switch (level) {
      case PROTOCOL -> "protocol";
      case BENCHMARK -> "benchmark";
      case PRIOR -> "prior";
    };
  }
}

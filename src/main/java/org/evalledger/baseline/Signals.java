package org.evalledger.baseline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.evalledger.baseline.ProfileBaseline.Prediction;
import org.evalledger.evaluation.Measure;
import org.jspecify.annotations.Nullable;

/** Both signals of one statement's results, each taken from the nearest circle that has it. */
final class Signals {
  static final int MOST_FEATURES = 20;

  private final BaselineState state;
  private final Exclusion exclusion;
  private final Current current;
  private final Circles circles;
  private final double size;
  private final Map<ProfileOf, Optional<Prediction>> predictions = new HashMap<>();

  /** What a prediction by profile depends on, beside the statement. */
  private record ProfileOf(KeyHistory history, String benchmark, double months) {}

  /**
   * One result that is asked about.
   *
   * @param key how it was got
   * @param protocol the history of it; null where there is none
   * @param benchmark that of all protocols; null where there is none
   * @param a on the common scale
   * @param variance of measurement; NaN when not known
   * @param fixed whether registered items alone fix that
   * @param months since 2020-01-01
   * @param tau between unlike protocols
   */
  record Asked(
      HistoryKey key,
      @Nullable KeyHistory protocol,
      @Nullable KeyHistory benchmark,
      double a,
      double variance,
      boolean fixed,
      double months,
      double tau) {}

  /** What one signal says, and how it is judged. */
  record Judged<F>(F figures, PValue p) {}

  Signals(BaselineState state, Exclusion exclusion, Current current, Circles circles, double size) {
    this.state = state;
    this.exclusion = exclusion;
    this.current = current;
    this.circles = circles;
    this.size = size;
  }

  /** S1; null where nothing can be said. Its z may be too large for a number. */
  @Nullable Judged<SizeFigures> bySize(Asked asked, Measure measure) {
    var circle = sized(asked);
    if (circle == null) {
      return null;
    }
    var fit = fit(circle.history());
    var query = query(asked, circle, fit);
    var figures =
        circle.peers().sized >= Peers.NEEDED && fit.regression()
            ? SizeBaseline.of(query, circle.peers(), fit, circle.level())
            : PriorBaseline.of(query, measure, circle.peers().count).orElse(null);
    if (figures == null) {
      return null;
    }
    return new Judged<>(
        figures,
        figures.level() == PeerLevel.PRIOR
            ? new Calibration().p(figures.z(), exclusion::own)
            : judged(figures.z(), circle, asked, near -> near.size, wide -> wide.nearSize));
  }

  /** By the circle's own figures; while these are too few, by those of all protocols. */
  private PValue judged(
      double z,
      Circle circle,
      Asked asked,
      Function<StoredFigures, Calibration> own,
      Function<StoredFigures, Calibration> near) {
    var first = own.apply(circle.history().stored()).p(z, exclusion::own);
    if (first.calibrated() || asked.benchmark() == null) {
      return first;
    }
    var others = near.apply(asked.benchmark().stored()).p(z, exclusion::own);
    return others.calibrated() ? others : first;
  }

  /** All results that carried weight in S1's kernel mean, eighty at most. */
  List<Neighbour> heaviest(Asked asked) {
    var circle = sized(asked);
    return circle == null || circle.peers().sized < Peers.NEEDED
        ? List.of()
        : SizeBaseline.heaviest(query(asked, circle, fit(circle.history())), circle.peers());
  }

  /** The nearest circle in which sizes are known of enough; the nearest where none is. */
  private @Nullable Circle sized(Asked asked) {
    var near = circles.of(asked.protocol(), asked.benchmark());
    if (near == null || near.peers().sized >= Peers.NEEDED) {
      return near;
    }
    var wide = circles.wide(asked.benchmark());
    return wide == null || wide.peers().sized < Peers.NEEDED ? near : wide;
  }

  /** S2, of the wider circle where the nearer one has no profile; null where neither has. */
  @Nullable Judged<ProfileFigures> byProfile(Asked asked) {
    var near = circles.of(asked.protocol(), asked.benchmark());
    if (near == null || asked.key().part() != null) {
      return null;
    }
    var found = byProfile(asked, near);
    var wide = circles.wide(asked.benchmark());
    return found != null || wide == null || wide.peers().count <= near.peers().count
        ? found
        : byProfile(asked, wide);
  }

  private @Nullable Judged<ProfileFigures> byProfile(Asked asked, Circle circle) {
    var features = current.features(asked.key().benchmark(), MOST_FEATURES);
    var fit = fit(circle.history());
    var query = query(asked, circle, fit);
    var inTime = query.at(fit.within(query.months()));
    var stored = circle.history().stored();
    return prediction(inTime, asked.key(), circle, features)
        .map(expected -> expected.of(inTime, circle.level(), stored.medianSpread()))
        .filter(found -> Double.isFinite(found.z()) && Double.isFinite(found.localSpread()))
        .map(
            found ->
                new Judged<>(
                    found,
                    judged(found.z(), circle, asked, own -> own.profile, wide -> wide.nearProfile)))
        .orElse(null);
  }

  private Optional<Prediction> prediction(
      Query query, HistoryKey key, Circle circle, List<Feature> features) {
    return predictions.computeIfAbsent(
        new ProfileOf(circle.history(), key.benchmark(), query.months()),
        unknown -> ProfileBaseline.of(query, circle.peers(), state.rows(), features));
  }

  private Query query(Asked asked, Circle circle, Fit fit) {
    double variance = fit.variance(asked.variance(), asked.fixed());
    var query = new Query(asked.a(), variance, size, asked.months());
    return circle.level() == PeerLevel.BENCHMARK ? query.widened(asked.tau()) : query;
  }

  /** The best earlier value under the same protocol; null when there is none. */
  @Nullable BestFigures best(Asked asked) {
    if (asked.protocol() == null) {
      return null;
    }
    var fit = fit(asked.protocol());
    double variance = fit.variance(asked.variance(), asked.fixed());
    return BestFinder.of(circles.peers(asked.protocol()), fit, asked.a(), variance);
  }

  private Fit fit(KeyHistory history) {
    return history.fit(state.prefix(), state.rows());
  }
}

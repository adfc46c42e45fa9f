package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.baseline.ProfileBaseline.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * One statement held against a state: for each result what models of its size and of its profile
 * score, what its base model scored, and the best so far. Leaves the state as it was.
 */
public final class Comparison {
  private static final int MOST_FEATURES = 20;

  private final BaselineState state;
  private final List<Observation> results;
  private final Tau tau;
  private final Exclusion exclusion;
  private final Current current;
  private final double size;
  private final PeersByKey peers;
  private final Map<ProfileOf, Optional<Prediction>> predictions = new HashMap<>();

  /** What a prediction by profile depends on, beside the statement. */
  private record ProfileOf(KeyHistory history, String benchmark, double months) {}

  private Comparison(BaselineState state, List<Observation> results, Tau tau) {
    this.state = state;
    this.results = List.copyOf(results);
    this.tau = tau;
    var first = results.getFirst();
    this.exclusion = Exclusion.of(state.rows(), first);
    this.current = Current.of(state, results);
    this.size = size(first);
    this.peers = new PeersByKey(exclusion);
  }

  /** Prepares the comparison of one statement's results, all of one model revision. */
  public static Comparison of(BaselineState state, List<Observation> results, Tau tau) {
    return new Comparison(state, results, tau);
  }

  /** The smallest size that the submitter or an owner ever stated, this time included. */
  private double size(Observation first) {
    double stated = first.subject().stated();
    int row = state.rows().find(first.subject().id(), first.subject().revision());
    if (row < 0) {
      return stated;
    }
    int organisation = state.rows().organisations.find(first.submitter().organisation());
    double earlier = state.rows().get(row).size(organisation);
    if (Double.isNaN(stated) || Double.isNaN(earlier)) {
      return Double.isNaN(stated) ? earlier : stated;
    }
    return StrictMath.min(stated, earlier);
  }

  /** log2 of the size in billions that counts; NaN when unknown. */
  public double log2Size() {
    return size;
  }

  /** Whether a size counts at all. */
  public boolean sizeKnown() {
    return !Double.isNaN(size);
  }

  /** What the state says about the result number {@code i} of the statement. */
  public ResultFigures result(int i) {
    var observation = results.get(i);
    var scaled = Scaled.of(observation.measure(), observation.reported());
    return switch (scaled) {
      case Scaled.Incomparable none ->
          new ResultFigures(Double.NaN, none.why(), null, null, null, null, null, null, null);
      case Scaled.At at -> compare(observation, at.a(), at.variance());
    };
  }

  private ResultFigures compare(Observation observation, double a, double measured) {
    var protocol = state.history(observation.protocol());
    var fine = protocol == null ? null : peers.of(protocol);
    var circle = fine;
    var level = PeerLevel.PROTOCOL;
    if (fine == null || fine.count < Peers.NEEDED) {
      var wide = state.history(observation.protocol().coarse());
      circle = wide == null ? null : peers.of(wide);
      level = PeerLevel.BENCHMARK;
    }
    var jump = Optional.ofNullable(protocol).flatMap(h -> jump(observation, h, a, measured));
    var best = fine == null ? null : best(fine, observation, a, measured);
    if (circle == null || circle.count == 0) {
      return figures(a, null, null, jump, protocol, best);
    }
    var fit = circle.history.fit(state.prefix(), state.rows());
    var query =
        new Query(
            a,
            fit.variance(measured, observation.fixedVariance()),
            size,
            observation.times().months());
    if (level == PeerLevel.BENCHMARK) {
      query = query.widened(tau.of(observation.measure()));
    }
    var bySize = bySize(query, observation, circle, fit, level);
    return figures(
        a,
        bySize,
        byProfile(query.at(fit.within(query.months())), observation.protocol(), circle, level),
        jump,
        circle.history,
        best);
  }

  private @Nullable BestFigures best(
      Peers peers, Observation observation, double a, double measured) {
    var fit = peers.history.fit(state.prefix(), state.rows());
    double variance = fit.variance(measured, observation.fixedVariance());
    return BestFinder.of(peers, fit, a, variance);
  }

  private ResultFigures figures(
      double a,
      @Nullable SizeFigures bySize,
      @Nullable ProfileFigures byProfile,
      Optional<JumpFigures> jump,
      @Nullable KeyHistory history,
      @Nullable BestFigures best) {
    if (bySize != null && !Double.isFinite(bySize.z())) {
      return beyond(a, figures(a, null, byProfile, jump, history, best));
    }
    return new ResultFigures(
        a,
        null,
        bySize,
        bySize == null || history == null
            ? null
            : bySize.level() == PeerLevel.PRIOR
                ? new Calibration().p(bySize.z(), exclusion::own)
                : history.stored().size.p(bySize.z(), exclusion::own),
        byProfile,
        byProfile == null || history == null
            ? null
            : history.stored().profile.p(byProfile.z(), exclusion::own),
        jump.orElse(null),
        jump.map(this::pJump).orElse(null),
        best);
  }

  private static ResultFigures beyond(double a, ResultFigures rest) {
    return new ResultFigures(
        a,
        "too far from all others to reckon with",
        null,
        null,
        rest.profile(),
        rest.pProfile(),
        rest.jump(),
        rest.pJump(),
        rest.best());
  }

  private static @Nullable SizeFigures bySize(
      Query query, Observation observation, Peers peers, Fit fit, PeerLevel level) {
    if (peers.sized >= Peers.NEEDED && fit.regression()) {
      return SizeBaseline.of(query, peers, fit, level);
    }
    return PriorBaseline.of(query, observation.measure(), peers.count).orElse(null);
  }

  private @Nullable ProfileFigures byProfile(
      Query query, HistoryKey key, Peers circle, PeerLevel level) {
    if (key.part() != null) {
      return null;
    }
    var features = current.features(key.benchmark(), MOST_FEATURES);
    var history = circle.history;
    return predictions
        .computeIfAbsent(
            new ProfileOf(history, key.benchmark(), query.months()),
            unknown -> ProfileBaseline.of(query, circle, state.rows(), features))
        .map(expected -> expected.of(query, level, history.stored().medianSpread()))
        .filter(found -> Double.isFinite(found.z()) && Double.isFinite(found.localSpread()))
        .orElse(null);
  }

  /**
   * Earlier results that came before a profile was known, one a benchmark, those with most models
   * first; twenty at most that have one by now, so that no number of others hides them.
   */
  public List<LateProfile> lateProfiles() {
    return current.withoutProfile().stream()
        .flatMap(result -> late(result).stream())
        .limit(MOST_FEATURES)
        .toList();
  }

  private Optional<LateProfile> late(CellResult result) {
    var fine = peers.of(state.history(result.protocol()));
    boolean wide = fine.count < Peers.NEEDED || result.protocol() == result.benchmark();
    var circle = wide ? peers.of(state.history(result.benchmark())) : fine;
    if (circle.count == 0) {
      return Optional.empty();
    }
    var protocol = state.key(result.protocol());
    var fit = circle.history.fit(state.prefix(), state.rows());
    double variance = fit.variance(result.variance(), result.fixed());
    var query = new Query(result.a(), variance, size, fit.within(result.months()));
    if (wide) {
      query = query.widened(result.generative() ? tau.generative() : tau.choice());
    }
    var level = wide ? PeerLevel.BENCHMARK : PeerLevel.PROTOCOL;
    return Optional.ofNullable(byProfile(query, protocol, circle, level))
        .map(
            found ->
                new LateProfile(
                    result.position(),
                    protocol,
                    result.printed(),
                    found,
                    circle.history.stored().profile.p(found.z(), exclusion::own)));
  }

  private Optional<JumpFigures> jump(
      Observation observation, KeyHistory history, double a, double measured) {
    return observation.protocol().aggregate()
        ? Jumps.of(state, current, exclusion, observation, history, a, measured)
        : Optional.empty();
  }

  /**
   * The step against others' and its excess over the pair's own other steps; the larger p counts.
   * Both must be unusual: a model whose other benchmarks fell is not raised on the one that stood,
   * and one that gained everywhere is a matter of its size.
   */
  private @Nullable PValue pJump(JumpFigures jump) {
    var history = state.history(jump.protocol());
    if (history == null || Double.isNaN(jump.z())) {
      return null;
    }
    var step = history.stored().zJump.p(jump.z(), exclusion::own);
    if (Double.isNaN(jump.zExcess())) {
      return step;
    }
    var excess = history.stored().zExcess.p(jump.zExcess(), exclusion::own);
    return excess.p() > step.p() ? excess : step;
  }

  /** How the model revision stands on its other benchmarks and on these, by benchmark. */
  public List<RevisionScores> revision(List<ResultFigures> figures, List<LateProfile> late) {
    return current.revision(figures, late);
  }

  /** The p-value of a model's general standing; compared with models of as many benchmarks. */
  public PValue pGeneral(GeneralScore score) {
    return state.general(score.benchmarks()).p(score.mean(), exclusion::own);
  }

  /** Other models' results that equal this statement's at full printed digits. */
  public List<EqualVector> equalVectors() {
    return List.copyOf(EqualVector.in(state, results, current.earlier()));
  }

  /** Sizes that were stated for this model revision before and differ from this one. */
  public List<Double> otherStatedSizes() {
    var first = results.getFirst();
    double stated = first.subject().size().log2Billions();
    int row = state.rows().find(first.subject().id(), first.subject().revision());
    var others = new ArrayList<Double>();
    others.add(first.subject().ownersSize().log2Billions());
    if (row >= 0) {
      others.addAll(state.rows().get(row).statedSizes);
    }
    return others.stream()
        .filter(other -> !Double.isNaN(stated) && !Double.isNaN(other) && other != stated)
        .distinct()
        .toList();
  }

  /** Others' results on the same model revision beside its owner's, for the result number i. */
  public List<Reproduction> reproductions(int i) {
    return List.copyOf(Reproductions.of(state, results.get(i), tau));
  }

  /** Whether {@code id} names a model that has results. */
  public boolean knows(String id) {
    return state.rows().models.find(id) >= 0;
  }
}

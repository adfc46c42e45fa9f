package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.Signals.Asked;
import org.jspecify.annotations.Nullable;

/**
 * One statement held against a state: for each result what models of its size and of its profile
 * score, what its base model scored, and the best so far. Leaves the state as it was.
 */
public final class Comparison {
  private final BaselineState state;
  private final List<Observation> results;
  private final Tau tau;
  private final Exclusion exclusion;
  private final Current current;
  private final double size;
  private final Signals signals;

  private Comparison(BaselineState state, List<Observation> results, Tau tau) {
    this.state = state;
    this.results = List.copyOf(results);
    this.tau = tau;
    var first = results.getFirst();
    this.exclusion = Exclusion.of(state.rows(), first);
    this.current = Current.of(state, results, exclusion);
    this.size = size(first);
    this.signals = new Signals(state, exclusion, current, new Circles(exclusion), size);
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
    var asked = asked(observation, a, measured);
    var protocol = asked.protocol();
    var bySize = signals.bySize(asked, observation.measure());
    var beyond = bySize != null && !Double.isFinite(bySize.figures().z());
    var size = beyond ? null : bySize;
    var profile = signals.byProfile(asked);
    var jump = protocol == null ? null : jump(observation, protocol, a, measured);
    return new ResultFigures(
        a,
        beyond ? "too far from all others to reckon with" : null,
        size == null ? null : size.figures(),
        size == null ? null : size.p(),
        profile == null ? null : profile.figures(),
        profile == null ? null : profile.p(),
        jump,
        jump == null ? null : pJump(jump),
        signals.best(asked));
  }

  private Asked asked(Observation observation, double a, double measured) {
    return new Asked(
        observation.protocol(),
        state.history(observation.protocol()),
        state.history(observation.protocol().coarse()),
        a,
        measured,
        observation.fixedVariance(),
        observation.times().months(),
        tau.of(observation.measure()));
  }

  /**
   * The results that carried weight when the result number {@code i} was compared by size, eighty
   * at most, the heaviest first.
   */
  public List<Neighbour> neighboursBySize(int i) {
    var observation = results.get(i);
    return Scaled.of(observation.measure(), observation.reported())
            instanceof Scaled.At(var a, var measured)
        ? signals.heaviest(asked(observation, a, measured))
        : List.of();
  }

  /**
   * Earlier results that came before a profile was known, one a benchmark, those with most models
   * first; twenty at most that have one by now, so that no number of others hides them.
   */
  public List<LateProfile> lateProfiles() {
    return current.withoutProfile().stream()
        .flatMap(result -> late(result).stream())
        .limit(Signals.MOST_FEATURES)
        .toList();
  }

  private Optional<LateProfile> late(CellResult result) {
    var key = state.key(result.protocol());
    var asked =
        new Asked(
            key,
            state.history(result.protocol()),
            state.history(result.benchmark()),
            result.a(),
            result.variance(),
            result.fixed(),
            result.months(),
            result.generative() ? tau.generative() : tau.choice());
    return Optional.ofNullable(signals.byProfile(asked))
        .map(
            found ->
                new LateProfile(
                    result.position(), key, result.printed(), found.figures(), found.p()));
  }

  private @Nullable JumpFigures jump(
      Observation observation, KeyHistory history, double a, double measured) {
    return observation.protocol().aggregate()
        ? Jumps.of(state, current, exclusion, observation, history, a, measured).orElse(null)
        : null;
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

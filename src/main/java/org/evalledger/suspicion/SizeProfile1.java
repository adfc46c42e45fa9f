package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Comparison;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.ResultFigures;
import org.evalledger.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm {@code size-profile-1}. Two signals: a single inflated benchmark contradicts the
 * model's own profile; a model inflated everywhere contradicts its size. Beside them arithmetic,
 * the step over the base model, and what the statement tells of its sources.
 */
public final class SizeProfile1 {
  /** As it stands in records. */
  public static final String ID = "size-profile-1";

  static final double JUMP_WEIGHT = 0.5;

  /** Chosen among ½, ⅘ and powers of the spreads on one half of two boards; see the document. */
  static final double PROFILE_SHARE = 0.8;

  private SizeProfile1() {}

  /**
   * Assesses one statement's results, all of one model revision, against the state. The state stays
   * as it was; {@link Assessment#foldInto} is for afterwards.
   */
  public static Assessment assess(
      BaselineState state, List<Observation> statement, Thresholds thresholds) {
    var comparison = Comparison.of(state, statement, thresholds.tau());
    var figures = new ArrayList<ResultFigures>();
    var results = new ArrayList<ResultAssessment>();
    var arithmetic = ArithmeticChecks.of(statement);
    for (int i = 0; i < statement.size(); i++) {
      figures.add(comparison.result(i));
      var checks =
          new ArrayList<>(signals(comparison, i, statement.get(i), figures.get(i), thresholds));
      checks.addAll(arithmetic.of(statement.get(i)));
      checks.addAll(SourceChecks.ofResult(comparison, statement.get(i)));
      ReproductionCheck.of(comparison.reproductions(i)).ifPresent(checks::add);
      results.add(assess(comparison, statement.get(i), figures.get(i), checks, thresholds));
    }
    return new Assessment(
        ID, state.prefix(), model(comparison, statement, figures, thresholds), results);
  }

  private static ResultAssessment assess(
      Comparison comparison,
      Observation observation,
      ResultFigures figures,
      List<Check> checks,
      Thresholds thresholds) {
    var p = p(figures);
    var suspicion = p == null ? null : (Double) Combination.suspicion(p);
    boolean comparable = p != null && !observation.runShort() && comparison.sizeKnown();
    var otherwise = comparable ? Verdict.PLAUSIBLE : Verdict.NOT_COMPARABLE;
    var verdict = suspicion == null ? otherwise : thresholds.of(suspicion, otherwise);
    if (checks.stream().anyMatch(c -> c.outcome() == Check.Outcome.IMPOSSIBLE)) {
      verdict = Verdict.INCONSISTENT;
    }
    return new ResultAssessment(observation, p, suspicion, verdict, checks, figures.scores());
  }

  /** Beside the figures all neighbours, where they come to something that a reviewer will see. */
  private static List<Check> signals(
      Comparison comparison,
      int i,
      Observation observation,
      ResultFigures figures,
      Thresholds thresholds) {
    var checks = new ArrayList<Check>();
    var cell = p(figures);
    boolean seen = cell != null && Combination.suspicion(cell) >= thresholds.watch();
    var size = figures.size();
    var pSize = figures.pSize();
    if (size != null && pSize != null) {
      checks.add(
          SizeCheck.of(
              observation, size, pSize, seen ? comparison.neighboursBySize(i) : List.of()));
    }
    var profile = figures.profile();
    var pProfile = figures.pProfile();
    if (profile != null && pProfile != null) {
      checks.add(
          ProfileCheck.of(observation, profile, pProfile, seen ? profile.nearest() : List.of()));
    }
    var jump = figures.jump();
    if (jump != null) {
      checks.add(JumpCheck.of(observation, jump, figures.pJump()));
    }
    var best = figures.best();
    if (best != null) {
      RecordCheck.of(observation, figures.a(), best).ifPresent(checks::add);
    }
    if (checks.isEmpty()) {
      var why = figures.incomparable();
      checks.add(
          Check.of(
              "size",
              Check.Outcome.NOTE,
              why == null ? "nothing to compare with yet" : "not comparable: " + why));
    }
    return checks;
  }

  /**
   * The smaller of the p by profile and the p by size, each at the price of its share: most of it
   * is the profile's, which sees a single raised benchmark two to four times as sharply. The jump
   * stands beside it with half the weight.
   */
  private static @Nullable Double p(ResultFigures figures) {
    var cell = cell(figures.pSize(), figures.pProfile());
    var pJump = figures.pJump();
    return cell == null || pJump == null
        ? cell
        : (Double) new Combination().add(cell, 1).add(pJump.p(), JUMP_WEIGHT).p();
  }

  private static @Nullable Double cell(@Nullable PValue bySize, @Nullable PValue byProfile) {
    if (bySize == null) {
      return byProfile == null ? null : (Double) byProfile.p();
    }
    return byProfile == null
        ? bySize.p()
        : StrictMath.min(
            Combination.shared(byProfile.p(), PROFILE_SHARE),
            Combination.shared(bySize.p(), 1 - PROFILE_SHARE));
  }

  private static ModelAssessment model(
      Comparison comparison,
      List<Observation> statement,
      List<ResultFigures> figures,
      Thresholds thresholds) {
    var first = statement.getFirst();
    var late = comparison.lateProfiles();
    var found = ModelChecks.of(comparison, comparison.revision(figures, late));
    var checks = new ArrayList<>(found.checks());
    late.stream().map(LateProfileCheck::of).forEach(checks::add);
    checks.addAll(SourceChecks.ofStatement(comparison, first));
    var p = found.p();
    var suspicion = p == null ? null : (Double) Combination.suspicion(p);
    var otherwise =
        p == null || !comparison.sizeKnown() ? Verdict.NOT_COMPARABLE : Verdict.PLAUSIBLE;
    return new ModelAssessment(
        first.subject().id(),
        first.subject().revision(),
        comparison.log2Size(),
        found.benchmarks(),
        p,
        suspicion,
        suspicion == null ? otherwise : thresholds.of(suspicion, otherwise),
        checks,
        found.general());
  }
}

package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.json.Json;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line of evidence, with the trick it is there for. */
class ChecksTest {
  private static final World WORLD = World.of(200);

  private static Check ofResult(Assessment assessment, String name) {
    return World.check(assessment.results().getFirst().checks(), name);
  }

  private static Reported reported(String value, long samples, String stderr, StderrMethod method) {
    return new Reported(new BigDecimal(value), samples, new BigDecimal(stderr), method);
  }

  @Test
  void nothingToCompareWithIsNotComparableAndNeverZero() {
    var first = World.of(0).assess(World.honest("lab/first", 3, 0));
    assertThat(first.worst()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(first.recordSuspicion()).isEmpty();
    assertThat(first.json().canonical().utf8()).contains("nothing to compare with yet");
  }

  @Test
  void withFewPeersABuiltInPriorStandsInAndIsMarked() {
    var assessment = World.of(10).assess(World.honest("lab/early", 3, 0));
    assertThat(ofResult(assessment, "size").figures().canonical().utf8())
        .contains("\"comparedWith\":\"prior\"", "\"calibrated\":false");
  }

  @Test
  void anHonestModelIsPlausible() {
    assertThat(WORLD.assess(World.honest("lab/honest", 3, 0)).worst()).isEqualTo(Verdict.PLAUSIBLE);
  }

  @Test
  void oneRaisedBenchmarkContradictsTheProfile() {
    var draft = Draft.of("lab/raised").billions(8);
    draft.score("alpha", "0.700").score("beta", "0.426").score("gamma", "0.354");
    var assessment = WORLD.assess(draft.score("delta", "0.289"));
    assertThat(assessment.results().getFirst().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(ofResult(assessment, "profile").p()).isLessThan(1e-4);
  }

  @Test
  void aModelRaisedEverywhereContradictsItsSize() {
    var assessment = WORLD.assess(World.honest("lab/everywhere", 1, 2));
    assertThat(assessment.model().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(World.check(assessment.model().checks(), "general").p()).isLessThan(1e-3);
  }

  @Test
  void valuesThatAreNoWholeNumberOfItemsAreInconsistent() {
    var assessment = WORLD.assess(World.honest("lab/k", 3, 0).score("epsilon", "0.61234"));
    assertThat(assessment.worst()).isEqualTo(Verdict.INCONSISTENT);
    assertThat(World.check(assessment.results().getLast().checks(), "k-of-n").outcome())
        .isEqualTo(Check.Outcome.IMPOSSIBLE);
  }

  /** √(.5·.5/999) = .015819; √(.5·.5/1000) = .015811. */
  @ParameterizedTest
  @CsvSource({
    "0.015819, BINOMIAL, CLEAR",
    "0.015811, BINOMIAL, CLEAR",
    "0.012, BINOMIAL, IMPOSSIBLE",
    "0.012, POOLED, ",
    "0.012, CLUSTERED, ",
    "0.012, BOOTSTRAP, "
  })
  void aBinomialErrorMustFitAndNoOther(
      String stderr, StderrMethod method, Check.@Nullable Outcome found) {
    var assessment =
        WORLD.assess(Draft.of("lab/e").score("alpha", reported("0.500", 1_000, stderr, method)));
    var checks = assessment.results().getFirst().checks();
    if (found == null) {
      assertThat(World.has(checks, "stderr")).isFalse();
    } else {
      assertThat(World.check(checks, "stderr").outcome()).isEqualTo(found);
    }
  }

  private static ProtocolKey part(String name) {
    return new ProtocolKey(
        "whole", "1", name, "acc", "none", "lm-evaluation-harness", 5, "standard");
  }

  @ParameterizedTest
  @CsvSource({"0.5, CLEAR", "0.56, CLEAR", "0.61, IMPOSSIBLE"})
  void anAggregateIsAMeanOfItsTasks(String value, Check.Outcome found) {
    var fraction = Draft.fraction();
    var whole =
        new Measure(
            Metric.Kind.PROPORTION,
            new Direction.Higher(),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            null,
            500L,
            1,
            false,
            2);
    var key =
        new ProtocolKey("whole", "1", null, "acc", "none", "lm-evaluation-harness", 5, "standard");
    // 100 items of .2 and 400 of .65 are .56 by items; .2 and .8 would be .5.
    String second = value.equals("0.5") ? "0.800" : "0.650";
    var assessment =
        WORLD.assess(
            Draft.of("lab/tasks")
                .score(
                    key,
                    whole,
                    new Reported(new BigDecimal(value), 500L, null, StderrMethod.UNKNOWN))
                .score(
                    part("one"),
                    fraction,
                    new Reported(new BigDecimal("0.200"), 100L, null, StderrMethod.UNKNOWN))
                .score(
                    part("two"),
                    fraction,
                    new Reported(new BigDecimal(second), 400L, null, StderrMethod.UNKNOWN)));
    assertThat(ofResult(assessment, "mean-of-tasks").outcome()).isEqualTo(found);
  }

  @Test
  void belowChanceIsANote() {
    var assessment = WORLD.assess(Draft.of("lab/low").billions(8).score("alpha", "0.100"));
    assertThat(ofResult(assessment, "below-chance").outcome()).isEqualTo(Check.Outcome.NOTE);
    assertThat(assessment.worst()).isNotEqualTo(Verdict.INCONSISTENT);
  }

  @Test
  void aFineTuneThatLeapsOverItsBaseOnOneBenchmarkIsAJump() {
    var world = WORLD.copy();
    for (int i = 0; i < 150; i++) {
      double log2 = 1 + i % 5;
      world.submit(World.honest("base" + i + "/b", log2, 0.01 * (i % 7)));
      world.submit(
          World.honest("tuner" + i + "/t", log2, 0.05 + 0.01 * (i % 11)).from("base" + i + "/b"));
    }
    world.submit(World.honest("base/b", 3, 0));
    var honest = World.honest("tuner/t", 3, 0.1).from("base/b");
    assertThat(ofResult(world.assess(honest), "jump").p()).isGreaterThan(0.01);
    var leaping =
        Draft.of("tuner/t")
            .from("base/b")
            .billions(8)
            .score("alpha", "0.700")
            .score("beta", "0.435")
            .score("gamma", "0.360")
            .score("delta", "0.292");
    assertThat(ofResult(world.assess(leaping), "jump").p()).isLessThan(1e-3);
    // All but the first broke down; that one is not raised by it.
    var collapsed =
        Draft.of("tuner/t")
            .from("base/b")
            .billions(8)
            .score("alpha", "0.480")
            .score("beta", "0.260")
            .score("gamma", "0.250")
            .score("delta", "0.240");
    assertThat(ofResult(world.assess(collapsed), "jump").p()).isGreaterThan(0.05);
  }

  @Test
  void aClaimAboveWhatAnEvaluatorGotIsAFailedReproduction() {
    var world = World.of(60);
    world.submit(World.honest("lab/claims", 3, 0).score("epsilon", "0.900"));
    var again = Draft.of("lab/claims").by("tester", true).billions(8).score("epsilon", "0.600");
    var check = World.check(world.assess(again).results().getFirst().checks(), "reproduction");
    // (2·asin √.9 − 2·asin √.6)/√(2/1000 + .03²), worked out by hand: .7259/.05385.
    assertThat(check.outcome()).isEqualTo(Check.Outcome.FOUND);
    assertThat(check.figures().get("z")).isNotNull();
    assertThat(Double.parseDouble(text(check, "z")))
        .isCloseTo((2.498092 - 1.772154) / Math.sqrt(0.002 + 0.0009), within(1e-3));
    assertThat(check.sentence()).contains("the owner's claim in entry 60 lies 13.5 standard");
  }

  @Test
  void aReproductionThatHoldsOrComesFromAnAffiliateSaysNothingAgainstTheClaim() {
    var world = World.of(60);
    world.submit(Draft.of("lab/claims").by("tester", true).billions(8).score("epsilon", "0.700"));
    var claim = Draft.of("lab/claims").billions(8).score("epsilon", "0.710");
    var check = World.check(world.assess(claim).results().getFirst().checks(), "reproduction");
    assertThat(check.outcome()).isEqualTo(Check.Outcome.MEASURED);
    var friends = Draft.of("lab/claims").affiliates("tester").billions(8).score("epsilon", "0.990");
    assertThat(World.has(world.assess(friends).results().getFirst().checks(), "reproduction"))
        .isFalse();
  }

  private static String text(Check check, String figure) {
    return check.figures().get(figure) instanceof Json.JsonString(var text) ? text : "";
  }

  @Test
  void aRecordByItsOwnLabIsALineOfEvidence() {
    var assessment = WORLD.assess(Draft.of("lab/best").billions(64).score("alpha", "0.990"));
    var record = ofResult(assessment, "record");
    assertThat(record.outcome()).isEqualTo(Check.Outcome.FOUND);
    assertThat(record.p()).isNull();
    var byOthers = Draft.of("lab/best").by("evaluator", true).billions(64).score("alpha", "0.990");
    var checks = WORLD.assess(byOthers).results().getFirst().checks();
    assertThat(World.has(checks, "record")).isFalse();
  }

  @Test
  void equalDigitsOnThreeBenchmarksAreTheSameWeights() {
    var world = WORLD.copy();
    world.submit(World.honest("original/model", 3, 0.11));
    var copy = world.assess(World.honest("copier/model", 3, 0.11));
    assertThat(World.check(copy.model().checks(), "copy").sentence())
        .isEqualTo(
            "equal to original/model at full printed digits on 4 benchmarks: the same weights");
    var own = world.assess(World.honest("original/again", 3, 0.11));
    assertThat(World.has(own.model().checks(), "copy")).isFalse();
  }

  /** As many as are named at most: they are passed over, and whose weights they are is found. */
  @Test
  void ownCopiesDoNotCrowdTheCopiedOneOut() {
    var world = WORLD.copy();
    for (int i = 0; i < 12; i++) {
      world.submit(World.honest("copier/own" + i, 3, 0.11));
    }
    world.submit(World.honest("original/model", 3, 0.11));
    var copy = world.assess(World.honest("copier/model", 3, 0.11));
    assertThat(World.check(copy.model().checks(), "copy").sentence())
        .startsWith("equal to original/model");
  }

  /** A collector ran nothing: what it passes on is a record that nobody independent ran. */
  @Test
  void aRecordThatACollectorPassesOnIsALineOfEvidence() {
    var passedOn = Draft.of("lab/best").byCollector("collector").billions(64);
    var checks = WORLD.assess(passedOn.score("alpha", "0.990")).results().getFirst().checks();
    assertThat(World.has(checks, "record")).isTrue();
  }

  @Test
  void onlyWhatAnEvaluatorRanWeighsMore() {
    var evaluated = Draft.of("lab/best").by("evaluator", true).score("alpha", "0.5");
    var collected = Draft.of("lab/best").byCollector("collector").score("alpha", "0.5");
    var stated = Draft.of("lab/best").by("stranger", false).score("alpha", "0.5");
    assertThat(evaluated.observations(0).getFirst().weight()).isEqualTo(1.5);
    assertThat(collected.observations(0).getFirst().weight()).isEqualTo(1);
    assertThat(stated.observations(0).getFirst().weight()).isEqualTo(1);
  }

  /** One result a statement: what counts is the model's current results, however they came. */
  @Test
  void aCopySubmittedBenchmarkByBenchmarkIsFoundToo() {
    var world = WORLD.copy();
    var whole = World.honest("original/model", 3, 0.11).observations(0);
    world.submit(World.honest("original/model", 3, 0.11));
    Assessment last = null;
    for (var observation : whole) {
      last =
          world.submit(
              Draft.of("copier/model")
                  .billions(8)
                  .score(observation.protocol(), observation.measure(), observation.reported()));
    }
    assertThat(last != null && World.has(last.model().checks(), "copy")).isTrue();
  }

  @Test
  void aSourceThatIsAnotherModelsPageIsBorrowed() {
    var draft = World.honest("lab/mine", 3, 0).collectedFrom("https://hub.example/org7/model/x");
    assertThat(ofResult(WORLD.assess(draft), "borrowed").sentence())
        .isEqualTo("the cited source is the page of another model, org7/model");
    var own = World.honest("org7/model", 3, 0).collectedFrom("https://hub.example/org7/model");
    assertThat(World.has(WORLD.assess(own).results().getFirst().checks(), "borrowed")).isFalse();
  }

  @Test
  void aTruncatedRunIsAssessedAndNeverPlausible() {
    var few = new Reported(new BigDecimal("0.40"), 100L, null, StderrMethod.UNKNOWN);
    var assessment = WORLD.assess(Draft.of("lab/few").billions(8).score("alpha", few));
    assertThat(ofResult(assessment, "truncated").sentence())
        .isEqualTo("run on 100 of 1000 registered items");
    assertThat(assessment.results().getFirst().suspicion()).isNotNull();
    assertThat(assessment.results().getFirst().verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
  }

  @Test
  void aTruncatedRunStillFlagsAndIsNobodysPeer() {
    var world = WORLD.copy();
    var limited = world.submit(World.honest("other/limited", 3, 3).limited());
    assertThat(limited.worst()).isEqualTo(Verdict.FLAGGED);
    assertThat(sentences(world.assess(World.honest("lab/next", 3, 0))))
        .isEqualTo(sentences(WORLD.assess(World.honest("lab/next", 3, 0))));
  }

  private static List<String> sentences(Assessment assessment) {
    return assessment.results().getFirst().checks().stream().map(Check::sentence).toList();
  }

  /** The lab does not own its inputs: fewer samples buy no wider error. */
  @Test
  void samplesBelowTheRegisteredCountBuyNothing() {
    var all = new Reported(new BigDecimal("0.700"), 1_000L, null, StderrMethod.UNKNOWN);
    var few = new Reported(new BigDecimal("0.700"), 10L, null, StderrMethod.UNKNOWN);
    var one = WORLD.assess(Draft.of("lab/n").billions(8).score("alpha", all));
    var other = WORLD.assess(Draft.of("lab/n").billions(8).score("alpha", few));
    assertThat(ofResult(other, "size").p()).isEqualTo(ofResult(one, "size").p());
  }

  @Test
  void theSmallestSizeEverStatedCounts() {
    var world = WORLD.copy();
    world.submit(World.honest("lab/grows", 1, 0));
    var larger = world.assess(World.honest("lab/grows", 5, 0));
    assertThat(larger.model().log2Billions()).isEqualTo(1);
    assertThat(World.check(larger.model().checks(), "parameters").outcome())
        .isEqualTo(Check.Outcome.FOUND);
  }

  @Test
  void aClosedModelIsNeverPlausibleAndCanBeFlagged() {
    var quiet = Draft.of("lab/closed").score("alpha", "0.300");
    assertThat(WORLD.assess(quiet).worst()).isEqualTo(Verdict.NOT_COMPARABLE);
    var loud =
        Draft.of("lab/closed")
            .score("alpha", "0.995")
            .score("beta", "0.995")
            .score("gamma", "0.995")
            .score("delta", "0.995");
    var assessment = WORLD.assess(loud);
    assertThat(assessment.worst()).isEqualTo(Verdict.FLAGGED);
    assertThat(ofResult(assessment, "size").figures().canonical().utf8())
        .contains("\"assumedSize\":true");
  }

  /** √(64 · 4) = 16 billion. */
  @Test
  void aMixtureOfExpertsCountsAsTheRootOfTotalTimesActive() {
    var mixture = Draft.of("lab/experts").mixture(64, 4).score("alpha", "0.500");
    assertThat(WORLD.assess(mixture).model().log2Billions()).isEqualTo(4);
  }

  @Test
  void anAdapterIsNotTheModelItIsNamedAfter() {
    var assessment = WORLD.assess(World.honest("lab/adapted", 3, 0).adapted());
    assertThat(World.has(assessment.model().checks(), "adapted")).isTrue();
  }

  @Test
  void aCorrectionTakesTheEarlierOnesPlace() {
    var world = WORLD.copy();
    long wrong = world.size();
    world.submit(Draft.of("lab/corrected").billions(8).score("alpha", "0.999"));
    var corrected =
        world.submit(
            Draft.of("lab/corrected")
                .billions(8)
                .superseding(new Position(wrong, 0))
                .score("alpha", "0.500"));
    assertThat(corrected.worst()).isEqualTo(Verdict.PLAUSIBLE);
  }

  @Test
  void unboundedAndLowerIsBetterMetricsAreCompared() {
    var perplexity =
        new Measure(Metric.Kind.LOSS, new Direction.Lower(), null, null, null, null, 1, true, 0);
    var key = new ProtocolKey("text", "1", null, "word_perplexity", "none", "h", 0, "standard");
    var world = World.of(0);
    for (int i = 0; i < 160; i++) {
      world.submit(
          Draft.of("org" + i + "/m")
              .billions(1 + i % 16)
              .score(
                  key, perplexity, Reported.of(BigDecimal.valueOf(30 - (i % 16) + 0.1 * (i % 7)))));
    }
    var usual = Draft.of("lab/u").billions(8);
    usual.score(key, perplexity, Reported.of(new BigDecimal("23")));
    assertThat(world.assess(usual).worst()).isEqualTo(Verdict.PLAUSIBLE);
    var low = Draft.of("lab/l").billions(8);
    low.score(key, perplexity, Reported.of(new BigDecimal("3")));
    assertThat(world.assess(low).worst()).isEqualTo(Verdict.FLAGGED);
    var negative = Draft.of("lab/n").billions(8);
    negative.score(key, perplexity, Reported.of(new BigDecimal("-3")));
    var none = world.assess(negative);
    assertThat(none.worst()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(sentences(none).toString()).contains("not comparable: an unbounded metric");
  }
}

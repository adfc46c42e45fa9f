package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

/** A standard error is the lab's own figure; a wide one buys no silence. */
class WideErrorsTest {
  private static final Measure RATING =
      new Measure(
          Metric.Kind.MEAN,
          new Direction.Higher(),
          BigDecimal.ZERO,
          BigDecimal.ONE,
          null,
          null,
          1,
          true,
          0);

  /** Forty models rated about one half, and their base, each with a narrow error. */
  private static World world() {
    var world = World.of(60);
    world.submit(rated(Draft.of("base/b"), "0.500", "0.010"));
    for (int i = 0; i < 40; i++) {
      var tuned = Draft.of("tuner" + i + "/m").from("base/b");
      world.submit(rated(tuned, "0.5" + (10 + i % 7), "0.010"));
    }
    return world;
  }

  private static Draft rated(Draft draft, String value, String stderr) {
    var reported =
        new Reported(new BigDecimal(value), null, new BigDecimal(stderr), StderrMethod.BOOTSTRAP);
    return draft.billions(8).score(Draft.protocol("rating", 0), RATING, reported);
  }

  private static Check check(Assessment assessment, String name) {
    return World.check(assessment.results().getFirst().checks(), name);
  }

  @Test
  void aRecordIsOne() {
    var assessment = world().assess(rated(Draft.of("lab/best"), "0.900", "0.450"));
    assertThat(check(assessment, "record").outcome()).isEqualTo(Check.Outcome.FOUND);
  }

  @Test
  void aClaimThatAnEvaluatorDoesNotReachIsNotReproduced() {
    var world = world();
    world.submit(rated(Draft.of("lab/claims"), "0.990", "0.500"));
    var again = rated(Draft.of("lab/claims").by("tester", true), "0.500", "0.010");
    assertThat(check(world.assess(again), "reproduction").outcome()).isEqualTo(Check.Outcome.FOUND);
  }

  @Test
  void aStepOverTheBaseIsMeasured() {
    var wide = world().assess(rated(Draft.of("lab/tuned").from("base/b"), "0.900", "0.450"));
    var narrow = world().assess(rated(Draft.of("lab/tuned").from("base/b"), "0.900", "0.010"));
    assertThat(check(wide, "jump").figures().get("z"))
        .isEqualTo(check(narrow, "jump").figures().get("z"));
  }
}

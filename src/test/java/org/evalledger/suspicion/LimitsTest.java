package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements and numbers at the ends of what is admitted. */
class LimitsTest {
  private static final int TASKS = 900;
  private static final int AGGREGATES = 6_000;

  private static Measure measure(
      Metric.Kind kind, @Nullable String minimum, @Nullable String maximum, int tasks) {
    return new Measure(
        kind,
        new Direction.Higher(),
        minimum == null ? null : new BigDecimal(minimum),
        maximum == null ? null : new BigDecimal(maximum),
        null,
        null,
        1,
        true,
        tasks);
  }

  private static Reported reported(String value, String stderr) {
    return new Reported(
        new BigDecimal(value), null, new BigDecimal(stderr), StderrMethod.BOOTSTRAP);
  }

  /** Thousands of aggregates of hundreds of tasks: each part is read once. */
  @Test
  void aggregatesOfManyTasksCostTheirNumber() {
    var draft = Draft.of("lab/model").billions(8);
    var whole = measure(Metric.Kind.MEAN, "0", "1", TASKS);
    for (int i = 0; i < AGGREGATES; i++) {
      draft.score(Draft.protocol("many", i), whole, reported("0.51", "0.01"));
    }
    for (int i = 0; i < TASKS; i++) {
      var part =
          new ProtocolKey(
              "many", "1", "task" + i, "acc", "none", "lm-evaluation-harness", 5, "standard");
      draft.score(part, measure(Metric.Kind.MEAN, "0", "1", 0), reported("0.5", "0.01"));
    }
    var statement = draft.observations(0);
    var started = Instant.now();
    var checks = ArithmeticChecks.of(statement);
    int found = 0;
    for (var observation : statement) {
      found += World.has(checks.of(observation), "mean-of-tasks") ? 1 : 0;
    }
    var taken = Duration.between(started, Instant.now());
    System.out.println(AGGREGATES + " aggregates of " + TASKS + " tasks: " + taken);
    assertThat(taken).isLessThan(Duration.ofSeconds(2));
    assertThat(found).isEqualTo(AGGREGATES);
  }

  /** Values at the ends of what a double holds, among others like them, each assessed. */
  @Test
  void numbersNearTheLastDoubleAreAssessedOrCalledIncomparable() {
    var world = World.of(60);
    for (int i = 0; i < 80; i++) {
      var model = Draft.of("huge" + i + "/m").billions(1 + i % 30);
      world.submit(huge(model, i % 2 == 0 ? "1.79e308" : "1e-100", i % 3 == 0 ? "1e308" : "1e-90"));
    }
    for (var value : new String[] {"1.79e308", "-1.79e308", "1e-100", "1"}) {
      for (var stderr : new String[] {"1.79e308", "1e-100", "0"}) {
        var text =
            world.assess(huge(Draft.of("lab/m").billions(1e6), value, stderr)).json().canonical();
        assertThat(text.utf8()).doesNotContain("Infinity", "NaN");
      }
    }
  }

  private static Draft huge(Draft draft, String value, String stderr) {
    var target =
        new Measure(
            Metric.Kind.RATING,
            new Direction.Target(new Decimal("-1.7e308")),
            null,
            null,
            null,
            null,
            1,
            true,
            0);
    return draft
        .score(
            Draft.protocol("open", 0),
            measure(Metric.Kind.RATING, null, null, 0),
            reported(value, stderr))
        .score(
            Draft.protocol("wide", 0),
            measure(Metric.Kind.MEAN, "-1.79e308", "1.79e308", 0),
            reported(value, stderr))
        .score(Draft.protocol("target", 0), target, reported(value, stderr));
  }
}

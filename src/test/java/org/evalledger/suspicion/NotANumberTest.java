package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is stated, every figure that is printed is a number, and the statement is assessed. */
class NotANumberTest {
  private static final double ONE_PARAMETER = 1e-9;

  private static void assertNumbers(Assessment assessment) {
    assertThat(assessment.json().canonical().utf8())
        .doesNotContain("Infinity", "NaN", "beyond all bounds");
  }

  /** The squares of the kernel's weights leave a double before the weights do. */
  @Test
  void aModelOfOneParameterAmongThoseOfOneBillionIsAssessed() {
    var random = new Random(3);
    var world = World.of(60, draft -> draft.billions(Math.pow(2, 3 * random.nextDouble() - 2.6)));
    for (double octaves = 26; octaves < 38; octaves += 0.1) {
      double billions = Math.max(ONE_PARAMETER, Math.pow(2, 0.4 - octaves));
      assertNumbers(world.assess(Draft.of("lab/tiny").billions(billions).score("alpha", "0.6")));
    }
  }

  /** Nothing is known of the number of items, and nobody solved one. */
  private static Draft hard(String model, String value) {
    var measure =
        new Measure(
            Metric.Kind.PROPORTION,
            new Direction.Higher(),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            null,
            null,
            1,
            true,
            0);
    var reported = new Reported(new BigDecimal(value), null, null, StderrMethod.UNKNOWN);
    return Draft.of(model).score(Draft.protocol("hard", 0), measure, reported);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.01", "1"})
  void aBenchmarkThatNobodySolvedYetIsCompared(String value) {
    var world = World.of(0);
    for (int i = 0; i < 40; i++) {
      world.submit(hard("org" + i + "/model", "0").billions(1 + i));
    }
    var assessment = world.submit(hard("lab/first", value).billions(8));
    assertNumbers(assessment);
    assertThat(World.has(assessment.results().getFirst().checks(), "size")).isTrue();
    assertNumbers(world.assess(hard("lab/second", "0.02").billions(9)));
  }

  /** A quantile of the sizes falls where no model is within forty octaves. */
  @Test
  void aGapOfSixtyOctavesBetweenSizesHasASpread() {
    var world = World.of(0);
    for (int i = 0; i < 31; i++) {
      var model = Draft.of("org" + i + "/model").billions(i < 14 ? ONE_PARAMETER : 1e9);
      world.submit(model.score("alpha", World.share(0.1 * (i % 7))));
    }
    for (double log2 = -29; log2 < 30; log2 += 1) {
      assertNumbers(
          world.assess(Draft.of("lab/m").billions(Math.pow(2, log2)).score("alpha", "0.6")));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void noNumberStopsASentence(double value) {
    assertThat(Decimals.places(value, 1)).isEqualTo("beyond all bounds");
    assertThat(Decimals.shortP(value)).isEqualTo("beyond all bounds");
  }
}

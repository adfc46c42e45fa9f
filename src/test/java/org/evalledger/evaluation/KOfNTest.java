package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

class KOfNTest {
  @Test
  void acceptsWhatAWholeNumberOfItemsPrintsAs() {
    // 936/1172 = 79.8635…: ARC of entry oll1-00001.
    assertThat(KOfN.check(Measures.percent(1172), reported("79.86", 1172L)))
        .isInstanceOf(Arithmetic.Possible.class);
  }

  @Test
  void refusesAValueBetweenTwoWholeNumbers() {
    var found = KOfN.check(Measures.percent(100), reported("87.50", 100L));
    assertThat(found)
        .isEqualTo(
            new Arithmetic.Impossible(
                "87.50 is no whole number of 100 items: 87 gives 87.0000 and 88 gives 88.0000"));
  }

  @Test
  void takesTrailingZerosAsPrintedDecimals() {
    assertThat(KOfN.check(Measures.percent(100), reported("87.5", 100L)))
        .isInstanceOf(Arithmetic.Impossible.class);
    assertThat(KOfN.check(Measures.percent(100), reported("88", 100L)))
        .isInstanceOf(Arithmetic.Possible.class);
    assertThat(KOfN.check(Measures.percent(8), reported("87.50", 8L)))
        .isInstanceOf(Arithmetic.Possible.class);
  }

  @Test
  void forgivesWhatADoubleLosesWhenItIsPrinted() {
    for (int k = 0; k <= 14042; k++) {
      var printed = new BigDecimal(Double.toString(k / 14042.0));
      assertThat(
              KOfN.check(
                  Measures.fraction(14042),
                  new Reported(printed, 14042L, null, StderrMethod.UNKNOWN)))
          .isInstanceOf(Arithmetic.Possible.class);
    }
  }

  @Test
  void saysNothingAboutMeansAndManyTrials() {
    var mean =
        new Measure(
            Metric.Kind.MEAN,
            new Direction.Higher(),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            null,
            100L,
            1,
            false,
            0);
    assertThat(KOfN.check(mean, reported("0.875", 100L))).isInstanceOf(Arithmetic.Unchecked.class);
    var pooled =
        new Measure(
            Metric.Kind.PROPORTION,
            new Direction.Higher(),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            null,
            100L,
            1,
            false,
            57);
    assertThat(KOfN.check(pooled, reported("0.875", 100L)))
        .isInstanceOf(Arithmetic.Unchecked.class);
  }

  @Test
  void usesTheLeastCommonMultipleForMeansOfTasksOfKnownSizes() {
    // Means of two tasks of 4 and 6 items come in steps of 1/24.
    var sizes = List.of(4L, 6L);
    assertThat(KOfN.checkMeanOfTasks(Measures.fraction(10), new BigDecimal("0.541667"), sizes))
        .isInstanceOf(Arithmetic.Possible.class);
    assertThat(KOfN.checkMeanOfTasks(Measures.fraction(10), new BigDecimal("0.550000"), sizes))
        .isInstanceOf(Arithmetic.Impossible.class);
  }

  private static Reported reported(String value, long samples) {
    return new Reported(new BigDecimal(value), samples, null, StderrMethod.UNKNOWN);
  }

  @Test
  void thousandsOfTasksWithoutACommonMeasureAreNotMultipliedOut() {
    var items = LongStream.range(0, 10_000).map(i -> 999_999_937L - 2 * i).boxed().toList();
    assertThat(KOfN.checkMeanOfTasks(Measures.fraction(1), new BigDecimal("0.5"), items))
        .isInstanceOf(Arithmetic.Unchecked.class);
  }
}

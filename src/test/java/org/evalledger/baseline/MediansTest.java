package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MediansTest {
  private static double median(double[] values, double... weights) {
    return Medians.median(values.clone(), weights.clone(), values.length);
  }

  @Test
  void isTheMiddleOfTwoWhereExactlyHalfIsReached() {
    assertThat(median(new double[] {4, 1, 3, 2}, 1, 1, 1, 1)).isEqualTo(2.5);
    assertThat(median(new double[] {10, 1, 2}, 2, 1, 1)).isEqualTo(6);
  }

  /** 0.98 · 10 + 36 in any order of the sum: half of it is 22.9 = 18 + 5 · 0.98. */
  @Test
  void doesNotDependOnTheOrderOfTheSum() {
    var values = new double[46];
    var weights = new double[46];
    for (int i = 0; i < 46; i++) {
      values[i] = i;
      weights[i] = i < 5 || i >= 41 ? 0.98 : 1;
    }
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      for (int i = 45; i > 0; i--) {
        int j = random.nextInt(i + 1);
        swap(values, i, j);
        swap(weights, i, j);
      }
      assertThat(median(values, weights)).as("seed %s", seed).isEqualTo(22.5);
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  @Test
  void isWhatSortingGives() {
    var random = new Random(1);
    for (int n = 1; n <= 60; n++) {
      var values = random.doubles(n).map(x -> Math.floor(10 * x)).toArray();
      var ones = new double[n];
      Arrays.fill(ones, 1);
      double found = median(values, ones);
      Arrays.sort(values);
      assertThat(found).isEqualTo(0.5 * (values[(n - 1) / 2] + values[n / 2]));
    }
  }
}

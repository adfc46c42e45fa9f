package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** By hand: 5 values; .01·5/1 = .05, .02·5/2 = .05, .03·5/3 = .05, .04·5/4 = .05, .5. */
  @Test
  void equalStepsGiveEqualValues() {
    assertThat(FalseDiscovery.adjusted(new double[] {0.03, 0.5, 0.01, 0.04, 0.02}))
        .containsExactly(new double[] {0.05, 0.5, 0.05, 0.05, 0.05}, within(1e-12));
  }

  /** The step-up procedure itself: reject the k smallest, k the largest with p_k ≤ k·q/m. */
  @Test
  void whatLiesBelowQIsWhatTheStepUpProcedureRejects() {
    var random = new Random(11);
    for (int round = 0; round < 200; round++) {
      var p = new double[1 + random.nextInt(60)];
      for (int i = 0; i < p.length; i++) {
        p[i] = Math.pow(random.nextDouble(), 3);
      }
      var sorted = p.clone();
      Arrays.sort(sorted);
      int rejected = 0;
      for (int k = 1; k <= p.length; k++) {
        rejected = sorted[k - 1] <= 0.1 * k / p.length ? k : rejected;
      }
      long below = Arrays.stream(FalseDiscovery.adjusted(p)).filter(q -> q <= 0.1).count();
      assertThat(below).isEqualTo(rejected);
    }
  }

  @Test
  void nothingAdjustsToNothing() {
    assertThat(FalseDiscovery.adjusted(new double[0])).isEmpty();
  }
}

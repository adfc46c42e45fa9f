package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** z against the mean of models within a factor of two in size. */
class NaiveRuleTest {
  private static ScoreRow row(String billions, String score) {
    return Rows.of("e,m/x," + billions + ",ARC,acc," + score + ",0-1,1000").getFirst();
  }

  /** .4, .45, .5, .55, .6: mean .5, variance .025/4. */
  @Test
  void isTheDistanceInStandardDeviations() {
    var rule = new NaiveRule();
    for (var score : new String[] {"0.4", "0.45", "0.5", "0.55", "0.6"}) {
      rule.add(row("8", score));
    }
    rule.add(row("17", "0.9"));
    rule.add(row("3.9", "0.1"));
    assertThat(rule.score(row("8", "0.7"))).isCloseTo(0.2 / Math.sqrt(0.025 / 4), within(1e-12));
  }

  @Test
  void saysNothingWithFewerThanFive() {
    var rule = new NaiveRule();
    for (var score : new String[] {"0.4", "0.45", "0.5", "0.55"}) {
      rule.add(row("8", score));
    }
    assertThat(rule.score(row("8", "0.7"))).isZero();
  }

  @Test
  void comparesOneBenchmarkAlone() {
    var rule = new NaiveRule();
    for (var score : new String[] {"0.4", "0.45", "0.5", "0.55", "0.6"}) {
      rule.add(row("8", score));
    }
    var other = Rows.of("e,m/x,8,MMLU,acc,0.7,0-1,1000").getFirst();
    assertThat(rule.score(other)).isZero();
  }
}

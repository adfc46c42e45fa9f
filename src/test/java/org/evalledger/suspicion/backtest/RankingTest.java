package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values counted by hand. */
class RankingTest {
  private static final Offset<Double> CLOSE = within(1e-15);

  /** Figures 9 to 1; the planted ones are 9, 7 and 4. */
  private static Ranking nine() {
    var ranking = new Ranking();
    for (int figure = 1; figure <= 9; figure++) {
      ranking.add(figure, figure == 9 || figure == 7 || figure == 4);
    }
    return ranking;
  }

  /** Of 18 pairs planted over honest, 9 wins six, 7 five and 4 three. */
  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    assertThat(nine().figures().auc()).isCloseTo(14.0 / 18, CLOSE);
  }

  /** They stand first, third and sixth: (1/1 + 2/3 + 3/6)/3. */
  @Test
  void averagePrecisionIsTheMeanPrecisionAtEachPlanted() {
    assertThat(nine().figures().averagePrecision()).isCloseTo((1 + 2.0 / 3 + 0.5) / 3, CLOSE);
  }

  /** No honest one may stand above, five in a hundred of six being none: 9 alone. */
  @Test
  void recallCountsWhatStandsAboveTheAllowedHonestOnes() {
    assertThat(nine().figures().recallAt5()).isCloseTo(1.0 / 3, CLOSE);
    assertThat(nine().figures().recallAt1()).isCloseTo(1.0 / 3, CLOSE);
  }

  /** A hundred honest ones of 1 to 100; above 100, 99.5, 95.5 and 94.5 stand 0, 1, 5 and 6. */
  @Test
  void recallAtFivePercentAllowsFiveOfAHundred() {
    var ranking = new Ranking();
    for (int i = 1; i <= 100; i++) {
      ranking.add(i, false);
    }
    for (double planted : new double[] {100.5, 99.5, 95.5, 94.5}) {
      ranking.add(planted, true);
    }
    assertThat(ranking.figures().recallAt1()).isCloseTo(0.5, CLOSE);
    assertThat(ranking.figures().recallAt5()).isCloseTo(0.75, CLOSE);
    assertThat(ranking.size()).isEqualTo(104);
    assertThat(ranking.planted()).isEqualTo(4);
  }

  @Test
  void tiesCountHalf() {
    var ranking = new Ranking();
    ranking.add(1, true);
    ranking.add(1, false);
    ranking.add(1, false);
    assertThat(ranking.figures().auc()).isCloseTo(0.5, CLOSE);
    assertThat(ranking.figures().averagePrecision()).isCloseTo(1.0 / 3, CLOSE);
    assertThat(ranking.figures().recallAt5()).isZero();
  }
}

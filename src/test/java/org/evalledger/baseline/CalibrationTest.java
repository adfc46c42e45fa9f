package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Of 199 figures 1..199, each by another organisation. */
  private static Calibration counting(int figures) {
    var calibration = new Calibration();
    for (int i = 1; i <= figures; i++) {
      calibration.add(i, i, -1, new Position(i, 0));
    }
    return calibration;
  }

  @Test
  void countsThoseThatReachTheFigure() {
    // 100 of 199 are at least 100.
    assertThat(counting(199).p(100, own -> false).p()).isEqualTo(101.0 / 200);
  }

  /** k = max(10, ⌈199/100⌉) = 10, u = 189, β = (1 + … + 10)/10 = 5.5. */
  @Test
  void goesOnBeyondTheLargestAsFarAsTenExcessesTell() {
    var p = counting(199).p(211, own -> false);
    assertThat(p.p()).isCloseTo(10.0 / 200 * Math.pow(1 + 22 / 5.5 / 10, -10), within(1e-15));
    assertThat(p.calibrated()).isTrue();
    assertThat(p.stored()).isEqualTo(199);
  }

  /** With 1,500 figures k is 15: u = 1485, β = 8. */
  @Test
  void takesAHundredthOfManyAsTheTail() {
    assertThat(counting(1_500).p(1_501, own -> false).p())
        .isCloseTo(15.0 / 1_501 * Math.pow(1 + 16.0 / 8 / 15, -15), within(1e-15));
  }

  @Test
  void saysThatItIsUncalibratedBelowAHundred() {
    var p = counting(99).p(1.959963984540054, own -> false);
    assertThat(p.p()).isCloseTo(0.025, within(1e-12));
    assertThat(p.calibrated()).isFalse();
  }

  /** Suspicion .67 at most, which is watched and opens no case. */
  @Test
  void doesNotCallAnythingRareThatNoRealFiguresTellOf() {
    assertThat(counting(99).p(12, own -> false).p()).isEqualTo(0.002);
    assertThat(new Calibration().p(12, own -> false).p()).isEqualTo(0.002);
  }

  /**
   * Of 109 exponential figures and one more: the last should come out as rare as it is called in as
   * many draws as that says.
   */
  @Test
  void aTailThatTenFiguresTellIsHeldToAsOftenAsItSays() {
    var random = new SplittableRandom(11);
    int rare = 0;
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      var calibration = new Calibration();
      for (int j = 0; j < 109; j++) {
        calibration.add(-Math.log(1 - random.nextDouble()), j, -1, new Position(j, 0));
      }
      rare += calibration.p(-Math.log(1 - random.nextDouble()), own -> false).p() < 0.001 ? 1 : 0;
    }
    // 40 are expected; with a tail of exp(−r) it is about three times as many.
    assertThat(rare).isBetween(20, 65);
  }

  @Test
  void leavesOwnFiguresOut() {
    // 101 of 200 are left: 1..101.
    var p = counting(200).p(51, organisation -> organisation > 101);
    assertThat(p.p()).isEqualTo(52.0 / 102);
    assertThat(p.stored()).isEqualTo(101);
  }

  @Test
  void holdsPWithinWhatCanBeCombined() {
    assertThat(counting(199).p(1e8, own -> false).p()).isEqualTo(1e-12);
    assertThat(counting(199).p(-5, own -> false).p()).isEqualTo(0.9);
  }

  /** Three at least and one in 400 at most: the fourth replaces the organisation's first. */
  @Test
  void nobodySetsTheYardstickByRepetition() {
    var calibration = counting(150);
    for (int i = 0; i < 1_000; i++) {
      calibration.add(1_000 + i, 999, -1, new Position(1_000 + i, 0));
    }
    assertThat(calibration.size()).isEqualTo(153);
    assertThat(calibration.p(1_000, own -> false).p()).isLessThan(0.05);
  }

  @Test
  void forgetsTheOldestAtItsCapacity() {
    var calibration = counting(2_500);
    assertThat(calibration.size()).isEqualTo(2_000);
    assertThat(calibration.median()).isEqualTo(1_500.5);
  }

  /** 120 of others, then 500 far above in 500 namespaces that nobody owns: three are held. */
  @Test
  void inventedNamespacesCountAsOneOrganisationBesideOthers() {
    var calibration = counting(120);
    for (int i = 0; i < 500; i++) {
      calibration.add(1_000 + i, 1_000 + i, 7, new Position(1_000 + i, 0));
    }
    assertThat(calibration.size()).isEqualTo(123);
  }

  /** A board that is all there is holds as much as anybody's results together. */
  @Test
  void aBoardThatIsAloneIsHeldInFull() {
    var calibration = new Calibration();
    for (int i = 0; i < 2_100; i++) {
      calibration.add(i, i, 7, new Position(i, 0));
    }
    assertThat(calibration.size()).isEqualTo(2_000);
  }

  /** The first hundred of others come beside it; of the next 397 each displaces one of 400. */
  @Test
  void whatWasInventedFirstGivesWayToOthers() {
    var calibration = new Calibration();
    for (int i = 0; i < 400; i++) {
      calibration.add(1_000, i, 7, new Position(i, 0));
    }
    for (int i = 0; i < 600; i++) {
      calibration.add(i % 10, 1_000 + i, -1, new Position(1_000 + i, 0));
    }
    assertThat(calibration.size()).isEqualTo(603);
  }
}

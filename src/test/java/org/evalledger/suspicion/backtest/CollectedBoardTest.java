package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A board that one collector states, of models in namespaces that nobody was granted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectedBoardTest {
  private List<ReplayedRow> collected = List.of();
  private List<ReplayedRow> owned = List.of();

  @BeforeAll
  void replay() throws IOException {
    collected = rows(Signers.ONE_COLLECTOR);
    owned = rows(Signers.OWNERS);
  }

  private static List<ReplayedRow> rows(Signers signers) throws IOException {
    var rows = new ArrayList<ReplayedRow>();
    var table = ReplayTest.table("open-llm-leaderboard-v2.csv");
    var replay = new Replay(Thresholds.BUILT_IN, signers);
    replay.run(table, done -> {}).entries().forEach(rows::addAll);
    return rows;
  }

  private static long profiles(List<ReplayedRow> rows) {
    return rows.stream().filter(row -> !Double.isNaN(row.result().scores().zProfile())).count();
  }

  private static long calibrated(List<ReplayedRow> rows, String signal) {
    return rows.stream()
        .flatMap(row -> row.result().checks().stream())
        .filter(check -> check.name().equals(signal))
        .filter(check -> check.figures().canonical().utf8().contains("\"calibrated\":true"))
        .count();
  }

  @Test
  void hasNeighboursByProfileAsOneWhoseModelsHaveOwners() {
    assertThat(profiles(owned)).isGreaterThan(1_500);
    assertThat(profiles(collected)).isBetween(profiles(owned) - 60, profiles(owned) + 60);
  }

  @Test
  void isJudgedByCalibratedFiguresAsSoon() {
    for (var signal : List.of("size", "profile")) {
      assertThat(calibrated(owned, signal)).isGreaterThan(1_000);
      assertThat(calibrated(collected, signal))
          .as(signal)
          .isBetween(calibrated(owned, signal) - 60, calibrated(owned, signal) + 60);
    }
  }

  @Test
  void givesAboutTheSameFigures() {
    int compared = 0;
    double apart = 0;
    for (int i = 0; i < owned.size(); i++) {
      double one = owned.get(i).result().scores().zProfile();
      double other = collected.get(i).result().scores().zProfile();
      if (!Double.isNaN(one) && !Double.isNaN(other)) {
        compared++;
        apart += Math.abs(one - other);
      }
    }
    System.out.printf(
        "z by profile: mean distance %.4f over %d rows%n", apart / compared, compared);
    assertThat(compared).isGreaterThan(1_500);
    assertThat(apart / compared).isLessThan(0.05);
  }
}

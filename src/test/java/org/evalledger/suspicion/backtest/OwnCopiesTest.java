package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.baseline.BaselineState;
import org.evalledger.suspicion.Assessment;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.api.Test;

/**
 * Forty near-copies by its own lab take next to nothing from what a raised result stands out by.
 */
class OwnCopiesTest {
  private static final int HISTORY = 220;
  private static final int RAISED = 30;
  private static final int COPIES = 40;
  private static final Instant TIME = Instant.parse("2025-06-01T00:00:00Z");

  @Test
  void cannotHideARaisedResult() throws IOException {
    var entries = ReplayTest.table("open-llm-leaderboard-v2.csv").entries();
    var state = new BaselineState();
    for (var entry : entries.subList(0, HISTORY)) {
      assess(state, entry.rows()).foldInto(state);
    }
    double without = 0;
    double with = 0;
    for (var entry : entries.subList(HISTORY, HISTORY + RAISED)) {
      var raised = raised(entry.rows());
      without += z(assess(state, raised));
      var crowded = copy(state);
      for (int i = 0; i < COPIES; i++) {
        assess(crowded, near(entry.rows(), i)).foldInto(crowded);
      }
      with += z(assess(crowded, raised));
    }
    double loss = 1 - with / without;
    System.out.printf(
        "own copies: mean z %.3f alone, %.3f beside %d copies, loss %.2f %%%n",
        without / RAISED, with / RAISED, COPIES, 100 * loss);
    assertThat(loss).isLessThan(0.05);
  }

  private static double z(Assessment assessment) {
    double z = assessment.results().getFirst().scores().zProfile();
    return Double.isNaN(z) ? 0 : z;
  }

  private static List<ScoreRow> raised(List<ScoreRow> rows) {
    var raised = new ArrayList<>(rows);
    raised.set(0, lifted(rows.getFirst(), "10"));
    return raised;
  }

  private static ScoreRow lifted(ScoreRow row, String points) {
    var maximum = Observations.measure(row).maximum();
    var scale = maximum == null ? BigDecimal.ONE : maximum;
    return row.withScore(
        row.score().add(new BigDecimal(points).multiply(scale).movePointLeft(2)).min(scale));
  }

  /** The same lab's model once more, all of it raised a little less than the claim. */
  private static List<ScoreRow> near(List<ScoreRow> rows, int number) {
    var near = new ArrayList<ScoreRow>();
    for (var row : rows) {
      near.add(lifted(row, "9." + number % 10).withModel(row.model() + "-copy" + number));
    }
    return near;
  }

  private static Assessment assess(BaselineState state, List<ScoreRow> rows) {
    return SizeProfile1.assess(
        state, Observations.of(rows, state.prefix(), TIME), Thresholds.BUILT_IN);
  }

  private static BaselineState copy(BaselineState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return BaselineState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}

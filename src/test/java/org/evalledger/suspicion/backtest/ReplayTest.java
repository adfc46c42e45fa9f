package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Observation;
import org.evalledger.bytes.Sha256;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  /** Well beyond the first fit in force, at about entry 355. */
  private static final int ENTRIES = 440;

  /** Whoever joins late from a snapshot computes the same bits. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSnapshotAnywhereChangesNothing(long seed) throws IOException {
    var statements = statements();
    var straight = assess(statements, List.of());
    var random = new Random(seed);
    var splits = new ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      splits.add(random.nextInt(statements.size()));
    }
    assertThat(assess(statements, splits))
        .as("seed %s, splits %s", seed, splits)
        .isEqualTo(straight);
  }

  private static List<List<Observation>> statements() throws IOException {
    var table = table("open-llm-leaderboard-v2.csv");
    var statements = new ArrayList<List<Observation>>();
    for (var entry : table.entries().subList(0, ENTRIES)) {
      var time = entry.rows().getFirst().date();
      statements.add(
          Observations.of(
              entry.rows(),
              statements.size(),
              time == null ? Instant.parse("2024-06-01T00:00:00Z") : time));
    }
    return statements;
  }

  static ScoreTable table(String name) throws IOException {
    try (var in = ReplayTest.class.getResourceAsStream("/scores/" + name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return ScoreTable.read(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
  }

  /** The digest of each assessment; the state goes through its snapshot at the splits. */
  private static List<Sha256> assess(List<List<Observation>> statements, List<Integer> splits)
      throws IOException {
    var digests = new ArrayList<Sha256>();
    var state = new BaselineState();
    for (int i = 0; i < statements.size(); i++) {
      if (splits.contains(i)) {
        state = copy(state);
      }
      var assessment = SizeProfile1.assess(state, statements.get(i), Thresholds.BUILT_IN);
      digests.add(assessment.json().canonical().sha256());
      assessment.foldInto(state);
    }
    return digests;
  }

  private static BaselineState copy(BaselineState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return BaselineState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}

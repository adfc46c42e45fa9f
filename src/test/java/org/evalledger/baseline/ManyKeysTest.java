package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a statement costs for good that brings as many keys as it can; counted in cells. */
class ManyKeysTest {
  private static final int MODELS = 3_000;
  private static final int MOST_RESULTS = 10_000;

  /** A page of a column, a few slots and the maps beside them. */
  private static final int CELLS_A_KEY = Column.PAGE + 32;

  /** A history of many models on one benchmark; the later of them alone have another one too. */
  private static BaselineState crowded() {
    var state = new BaselineState();
    for (int i = 0; i < MODELS; i++) {
      KeyedStatement.fold(state, "org" + i + "/model", 1, any -> key("alpha", null, "none"));
    }
    return state;
  }

  private static ProtocolKey key(String benchmark, @Nullable String part, String filter) {
    return new ProtocolKey(benchmark, "1", part, "acc", filter, "harness", 5, "standard");
  }

  /** Each filter would have been a history as long as there are models. */
  @Test
  void tenThousandFiltersCostAFewHundredSmallHistories() {
    var state = crowded();
    int keys = state.histories().size();
    long cells = state.histories().cells();
    KeyedStatement.fold(state, "lab/model", MOST_RESULTS, i -> key("alpha", null, "filter" + i));
    int more = state.histories().size() - keys;
    assertThat(more).isEqualTo(Histories.NEW_PROTOCOLS);
    assertThat(state.histories().cells() - cells).isLessThan((long) more * CELLS_A_KEY);
  }

  @Test
  void tenThousandVariantsCostABoundedNumberOfHistories() {
    var state = crowded();
    int keys = state.histories().size();
    long cells = state.histories().cells();
    KeyedStatement.fold(state, "lab/model", MOST_RESULTS, i -> key("alpha", "variant" + i, "none"));
    int more = state.histories().size() - keys;
    assertThat(more).isEqualTo(2 * Histories.NEW_BENCHMARKS);
    assertThat(state.histories().cells() - cells).isLessThan((long) more * CELLS_A_KEY);
  }

  /** The wider history keeps one slot of a statement, however many results of it enter. */
  @Test
  void oneModelHasOneSlotHoweverManyFiltersItStates() {
    var state = crowded();
    var wide = key("alpha", null, "none").coarse();
    var history = state.history(state.find(wide));
    int slots = history.slots();
    KeyedStatement.fold(state, "lab/model", MOST_RESULTS, i -> key("alpha", null, "filter" + i));
    assertThat(history.slots()).isEqualTo(slots + 1);
    assertThat(history.live()).isEqualTo(MODELS + 1);
  }

  /** All of a statement's results of one benchmark are compared with the same peers, made once. */
  @Test
  void peersAreMadeOnceForAllResultsOfAStatement() {
    var state = crowded();
    var results =
        KeyedStatement.statement(state, "lab/model", 2, i -> key("alpha", null, "filter" + i));
    var exclusion = Exclusion.of(state.rows(), results.getFirst());
    var peers = new Circles(exclusion);
    var history = state.history(state.find(results.getFirst().protocol().coarse()));
    assertThat(peers.peers(history)).isSameAs(peers.peers(history));
  }

  /** A result beyond the bound is its model's all the same, and is compared and taken out. */
  @Test
  void aResultBeyondTheBoundIsHeldUnderItsBenchmark() {
    var state = crowded();
    KeyedStatement.fold(state, "lab/model", 300, i -> key("alpha", null, "filter" + i));
    var beyond = key("alpha", null, "filter299");
    assertThat(state.find(beyond)).isNegative();
    var history = state.history(state.find(beyond.coarse()));
    assertThat(history.live()).isEqualTo(MODELS + 1);
    var positions = new ArrayList<Position>();
    for (int i = 0; i < 300; i++) {
      positions.add(new Position(state.prefix() - 1, i));
    }
    state.retire(positions);
    assertThat(history.live()).isEqualTo(MODELS);
  }

  @Test
  void whoReadsASnapshotHasTheSameHistories() throws IOException {
    var state = crowded();
    KeyedStatement.fold(state, "lab/model", 2_000, i -> key("alpha", "variant" + i, "none"));
    var bytes = written(state);
    var copy = BaselineState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(written(copy)).isEqualTo(bytes);
    for (var both : List.of(state, copy)) {
      KeyedStatement.fold(both, "other/model", 2_000, i -> key("alpha", "other" + i, "none"));
    }
    assertThat(written(copy)).isEqualTo(written(state));
  }

  private static byte[] written(BaselineState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Against a plain map, with many takings away. */
  @Test
  void aMapOfIntsHoldsWhatAMapHolds() {
    var map = new IntMap();
    var plain = new HashMap<Integer, Integer>();
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(500) * 64;
      if (random.nextInt(3) == 0) {
        map.remove(key);
        plain.remove(key);
      } else {
        map.put(key, i);
        plain.put(key, i);
      }
    }
    for (int key = 0; key < 500 * 64; key++) {
      assertThat(map.getOr(key, -7)).isEqualTo(plain.getOrDefault(key, -7));
    }
  }
}

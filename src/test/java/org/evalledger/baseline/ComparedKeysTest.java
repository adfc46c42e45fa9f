package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** By how many of its results a model is compared with all others at every statement. */
class ComparedKeysTest {
  private static final int MANY = 1_000;

  private static BaselineState folded(String model, IntFunction<ProtocolKey> key) {
    var state = new BaselineState();
    KeyedStatement.fold(state, model, MANY, key);
    return state;
  }

  private static ProtocolKey key(String benchmark, String filter) {
    return new ProtocolKey(benchmark, "1", null, "acc", filter, "harness", 5, "standard");
  }

  @Test
  void thousandsOfFiltersAreOne() {
    var state = folded("lab/model", i -> key("alpha", "filter" + i));
    assertThat(state.copies().compared(0).size()).isEqualTo(1);
  }

  @Test
  void thousandsOfBenchmarksAreAtMostSixtyFour() {
    var state = folded("lab/model", i -> key("benchmark" + i, "none"));
    assertThat(state.copies().compared(0).size()).isEqualTo(64);
  }

  /** So that benchmarks of one's own hide no copy of what others have too. */
  @Test
  void thoseThatMostModelsHaveComeFirst() {
    var state = folded("lab/model", i -> key("benchmark" + i, "none"));
    KeyedStatement.fold(state, "other/model", 3, i -> key("benchmark" + (MANY - 1 - i), "none"));
    var compared = state.copies().compared(0);
    assertThat(List.of(compared.get(0), compared.get(1), compared.get(2)))
        .extracting(number -> state.key(number).benchmark())
        .containsExactlyInAnyOrder("benchmark999", "benchmark998", "benchmark997");
    assertThat(state.rows().copyOf(1)).isEqualTo(0);
  }
}

package org.evalledger.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Relation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

/** By how many of its results a model is compared with all others at every statement. */
class ComparedKeysTest {
  private static final int MANY = 1_000;

  private static BaselineState folded(String model, IntFunction<ProtocolKey> key) {
    var state = new BaselineState();
    fold(state, model, MANY, key);
    return state;
  }

  private static void fold(
      BaselineState state, String model, int count, IntFunction<ProtocolKey> key) {
    var results = new ArrayList<Observation>();
    for (int i = 0; i < count; i++) {
      results.add(result(new Position(state.prefix(), i), model, key.apply(i)));
    }
    state.fold(results, Collections.nCopies(count, CellScores.none()), null);
  }

  private static Observation result(Position position, String model, ProtocolKey key) {
    var organisation = model.substring(0, model.indexOf('/'));
    return new Observation(
        position,
        new Submitter(organisation, organisation, List.of(), false, false),
        new Subject(
            model,
            "main",
            List.of(organisation),
            List.of(),
            new Size.Dense(ParameterCount.of(8_000_000_000L)),
            false),
        key,
        new Measure(
            Metric.Kind.PROPORTION,
            new Direction.Higher(),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            null,
            1_000L,
            1,
            false,
            0),
        new Reported(new BigDecimal("0.5"), 1_000L, null, StderrMethod.UNKNOWN),
        Times.at(Instant.parse("2024-06-01T00:00:00Z")),
        Relation.FIRST_PARTY,
        Rung.SIGNED,
        false,
        null,
        null);
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
    fold(state, "other/model", 3, i -> key("benchmark" + (MANY - 1 - i), "none"));
    var compared = state.copies().compared(0);
    assertThat(List.of(compared.get(0), compared.get(1), compared.get(2)))
        .extracting(number -> state.key(number).benchmark())
        .containsExactlyInAnyOrder("benchmark999", "benchmark998", "benchmark997");
    assertThat(state.rows().copyOf(1)).isEqualTo(0);
  }
}

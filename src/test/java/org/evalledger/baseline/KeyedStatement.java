package org.evalledger.baseline;

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

/** Statements of one lab on one model, a result for each key that is asked for. */
final class KeyedStatement {
  private KeyedStatement() {}

  static List<Observation> statement(
      BaselineState state, String model, int count, IntFunction<ProtocolKey> key) {
    var results = new ArrayList<Observation>();
    for (int i = 0; i < count; i++) {
      results.add(result(new Position(state.prefix(), i), model, key.apply(i)));
    }
    return results;
  }

  static void fold(BaselineState state, String model, int count, IntFunction<ProtocolKey> key) {
    var results = statement(state, model, count, key);
    state.fold(results, Collections.nCopies(count, CellScores.none()), null);
  }

  static Observation result(Position position, String model, ProtocolKey key) {
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
}

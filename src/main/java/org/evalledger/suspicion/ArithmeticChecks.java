package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Arithmetic;
import org.evalledger.evaluation.BelowChance;
import org.evalledger.evaluation.BinomialStderr;
import org.evalledger.evaluation.KOfN;
import org.evalledger.evaluation.TaskMean;

/** "These figures cannot all be right": a verdict of its own, and no accusation. */
final class ArithmeticChecks {
  /** Of which aggregate a value is a part. */
  private record Whole(String benchmark, String version, String metric, String filter) {
    static Whole of(ProtocolKey protocol) {
      return new Whole(
          protocol.benchmark(), protocol.version(), protocol.metric(), protocol.filter());
    }
  }

  private final Map<Whole, List<TaskMean.Part>> parts = new HashMap<>();
  private final Map<Whole, Optional<TaskMean>> means = new HashMap<>();

  private ArithmeticChecks() {}

  /** Of one statement: its parts are gone through once, however many aggregates there are. */
  static ArithmeticChecks of(List<Observation> statement) {
    var checks = new ArithmeticChecks();
    for (var observation : statement) {
      var protocol = observation.protocol();
      if (protocol.part() != null) {
        checks
            .parts
            .computeIfAbsent(Whole.of(protocol), w -> new ArrayList<>())
            .add(part(observation));
      }
    }
    return checks;
  }

  private static TaskMean.Part part(Observation observation) {
    var samples = observation.reported().samples();
    return new TaskMean.Part(
        observation.reported().value(), samples == null ? observation.measure().items() : samples);
  }

  /** The checks of one of its results. */
  List<Check> of(Observation observation) {
    var checks = new ArrayList<Check>();
    var measure = observation.measure();
    var reported = observation.reported();
    check("k-of-n", KOfN.check(measure, reported)).ifPresent(checks::add);
    check("stderr", BinomialStderr.check(measure, reported)).ifPresent(checks::add);
    check("below-chance", BelowChance.check(measure, reported)).ifPresent(checks::add);
    if (measure.tasks() > 0 && observation.protocol().part() == null) {
      check("mean-of-tasks", meanOfTasks(observation)).ifPresent(checks::add);
    }
    return checks;
  }

  private Arithmetic meanOfTasks(Observation observation) {
    var whole = Whole.of(observation.protocol());
    return means
        .computeIfAbsent(whole, w -> TaskMean.of(parts.getOrDefault(w, List.of())))
        .filter(mean -> mean.tasks() == observation.measure().tasks())
        .map(mean -> mean.check(observation.reported().value()))
        .orElse(new Arithmetic.Unchecked("not all tasks are in the statement"));
  }

  private static Optional<Check> check(String name, Arithmetic found) {
    return switch (found) {
      case Arithmetic.Possible possible ->
          Optional.of(Check.of(name, Check.Outcome.CLEAR, possible.sentence()));
      case Arithmetic.Impossible impossible ->
          Optional.of(Check.of(name, Check.Outcome.IMPOSSIBLE, impossible.sentence()));
      case Arithmetic.Note note -> Optional.of(Check.of(name, Check.Outcome.NOTE, note.sentence()));
      case Arithmetic.Unchecked unchecked -> Optional.empty();
    };
  }
}

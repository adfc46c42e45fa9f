package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.Observation;
import org.evalledger.evaluation.Arithmetic;
import org.evalledger.evaluation.BelowChance;
import org.evalledger.evaluation.BinomialStderr;
import org.evalledger.evaluation.KOfN;
import org.evalledger.evaluation.TaskMean;

/** "These figures cannot all be right": a verdict of its own, and no accusation. */
final class ArithmeticChecks {
  private ArithmeticChecks() {}

  static List<Check> of(Observation observation, List<Observation> statement) {
    var checks = new ArrayList<Check>();
    var measure = observation.measure();
    var reported = observation.reported();
    check("k-of-n", KOfN.check(measure, reported)).ifPresent(checks::add);
    check("stderr", BinomialStderr.check(measure, reported)).ifPresent(checks::add);
    check("below-chance", BelowChance.check(measure, reported)).ifPresent(checks::add);
    if (measure.tasks() > 0 && observation.protocol().part() == null) {
      check("mean-of-tasks", meanOfTasks(observation, statement)).ifPresent(checks::add);
    }
    return checks;
  }

  private static Arithmetic meanOfTasks(Observation observation, List<Observation> statement) {
    var parts =
        statement.stream()
            .filter(other -> partOf(observation, other))
            .map(
                other ->
                    new TaskMean.Part(
                        other.reported().value(),
                        other.reported().samples() == null
                            ? other.measure().items()
                            : other.reported().samples()))
            .toList();
    var tasks = observation.measure().tasks();
    if (parts.size() != tasks) {
      return new Arithmetic.Unchecked("not all tasks are in the statement");
    }
    return TaskMean.check(observation.reported().value(), parts);
  }

  private static boolean partOf(Observation whole, Observation part) {
    var one = whole.protocol();
    var other = part.protocol();
    return other.part() != null
        && other.benchmark().equals(one.benchmark())
        && other.version().equals(one.version())
        && other.metric().equals(one.metric())
        && other.filter().equals(one.filter());
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

package org.evalledger.evaluation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.CanonicalName;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Result;

/** Every result is of a registered benchmark, task and metric, and on that metric's scale. */
final class PossibleResults {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Ledger ledger;
  private final Evaluation evaluation;
  private final Faults faults = new Faults();

  private PossibleResults(Ledger ledger, Evaluation evaluation) {
    this.ledger = ledger;
    this.evaluation = evaluation;
  }

  static Optional<Refusal> refusal(Ledger ledger, Evaluation evaluation, List<ConflictKey> keys) {
    var possible = new PossibleResults(ledger, evaluation);
    for (int i = 0; i < evaluation.results().size(); i++) {
      possible.result(evaluation.results().get(i), "/results/" + i);
    }
    possible.twice(keys);
    return possible.faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new Invalid(possible.faults.list()));
  }

  private void fault(String pointer, String detail) {
    faults.add(new Fault(pointer, detail));
  }

  private void twice(List<ConflictKey> keys) {
    Map<ConflictKey, Integer> first = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Integer before = first.putIfAbsent(keys.get(i), i);
      if (before != null) {
        fault(
            "/results/" + i,
            "This has the same conflict key as result " + before + " of the same statement.");
      }
    }
  }

  private void result(Result result, String pointer) {
    if (!evaluation.settings().containsKey(result.settings())) {
      fault(
          pointer + "/settings",
          "There is no \"" + result.settings() + "\" under /settings of the statement.");
    }
    Decimal stderr = result.stderr();
    if (stderr != null && stderr.value().signum() < 0) {
      fault(pointer + "/stderr", "A standard error is not negative.");
    }
    Optional<Benchmark> benchmark = ledger.benchmark(result.benchmark());
    if (benchmark.isEmpty()) {
      fault(pointer + "/benchmark", unknownBenchmark(result));
      return;
    }
    task(result, benchmark.get(), pointer);
    Optional<Metric> metric = benchmark.get().metric(result.metric());
    if (metric.isEmpty()) {
      List<String> known =
          benchmark.get().statement().metrics().stream().map(Metric::id).limit(50).toList();
      fault(pointer + "/metric", "Unknown metric of " + result.benchmark() + "; it has " + known);
      return;
    }
    new Scale(metric.get()).faults(result, pointer, faults);
  }

  private String unknownBenchmark(Result result) {
    String id = result.benchmark().benchmark();
    Optional<CanonicalName> name = ledger.alias(id);
    if (name.isPresent()) {
      return "\"" + id + "\" is an alias; write " + name.get() + ".";
    }
    List<String> versions = ledger.versions(id).stream().limit(50).toList();
    return versions.isEmpty()
        ? "Unknown benchmark \"" + id + "\"; register it by a benchmark statement first."
        : "Unknown version of \"" + id + "\"; there are " + versions + ".";
  }

  private void task(Result result, Benchmark benchmark, String pointer) {
    String task = result.task();
    if (task == null || benchmark.task(task).isPresent()) {
      return;
    }
    Optional<CanonicalName> name = ledger.alias(task);
    fault(
        pointer + "/task",
        name.isPresent()
            ? "\"" + task + "\" is an alias; write " + name.get() + "."
            : "Unknown task of " + result.benchmark() + ": \"" + task + "\".");
  }

  /** The scale a metric declares. */
  private record Scale(Metric metric) {
    void faults(Result result, String pointer, Faults faults) {
      boolean wantsK = metric.id().endsWith("@k");
      if (wantsK && result.k() == null) {
        faults.add(new Fault(pointer + "/k", "Metric " + metric.id() + " needs k."));
      }
      if (!wantsK && result.k() != null) {
        faults.add(new Fault(pointer + "/k", "Metric " + metric.id() + " has no k."));
      }
      BigDecimal value = result.value().value();
      Decimal minimum = metric.minimum();
      Decimal maximum = metric.maximum();
      boolean low = minimum != null && value.compareTo(minimum.value()) < 0;
      boolean high = maximum != null && value.compareTo(maximum.value()) > 0;
      if (low || high) {
        faults.add(
            new Fault(
                pointer + "/value",
                "Got %s, want %s to %s (%s).%s"
                    .formatted(
                        result.value(),
                        minimum == null ? "-∞" : minimum,
                        maximum == null ? "∞" : maximum,
                        metric.unit(),
                        high && percent(value) ? " Divide a percentage by 100." : "")));
      }
    }

    private boolean percent(BigDecimal value) {
      Decimal maximum = metric.maximum();
      return maximum != null && value.compareTo(maximum.value().multiply(HUNDRED)) <= 0;
    }
  }
}

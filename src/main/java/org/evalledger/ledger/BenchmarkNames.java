package org.evalledger.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Fault;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Metric;

/** No name in a benchmark statement means two things. */
record BenchmarkNames(Ledger ledger, BenchmarkStatement benchmark, List<Fault> faults) {
  void check() {
    String id = benchmark.benchmark().benchmark();
    ledger.alias(id).ifPresent(other -> faults.add(taken("/benchmark", id, other)));
    var seen = new HashSet<String>();
    aliases("/aliases", benchmark.aliases(), new CanonicalName(id, null), seen);
    var tasks = new HashSet<String>();
    for (int i = 0; i < benchmark.tasks().size(); i++) {
      var task = benchmark.tasks().get(i);
      if (!tasks.add(task.id())) {
        faults.add(new Fault("/tasks/" + i + "/id", "Another task has this id already."));
      }
      aliases("/tasks/" + i + "/aliases", task.aliases(), new CanonicalName(id, task.id()), seen);
    }
    var metrics = new HashSet<String>();
    for (int i = 0; i < benchmark.metrics().size(); i++) {
      metric("/metrics/" + i, benchmark.metrics().get(i), metrics);
    }
  }

  private void aliases(String pointer, List<String> aliases, CanonicalName name, Set<String> seen) {
    for (int i = 0; i < aliases.size(); i++) {
      String alias = aliases.get(i);
      String at = pointer + "/" + i;
      if (!seen.add(alias)) {
        faults.add(new Fault(at, "This alias stands twice in the statement."));
      }
      if (!ledger.versions(alias).isEmpty()) {
        faults.add(new Fault(at, "A benchmark has this name."));
      }
      Optional<CanonicalName> other = ledger.alias(alias).filter(found -> !found.equals(name));
      other.ifPresent(found -> faults.add(taken(at, alias, found)));
    }
  }

  private void metric(String pointer, Metric metric, Set<String> seen) {
    if (!seen.add(metric.id())) {
      faults.add(new Fault(pointer + "/id", "Another metric has this id already."));
    }
    var minimum = metric.minimum();
    var maximum = metric.maximum();
    if (minimum != null && maximum != null && minimum.value().compareTo(maximum.value()) >= 0) {
      faults.add(new Fault(pointer + "/maximum", "It must be above minimum."));
    }
    boolean bounded = minimum != null && maximum != null;
    if (metric.kind() == Metric.Kind.PROPORTION && !bounded) {
      faults.add(new Fault(pointer, "A proportion has both minimum and maximum."));
    }
  }

  private static Fault taken(String pointer, String name, CanonicalName other) {
    return new Fault(pointer, "\"" + name + "\" is an alias of " + other + " already.");
  }
}

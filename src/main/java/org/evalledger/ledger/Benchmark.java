package org.evalledger.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.evalledger.bytes.Sha256;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.BenchmarkStatement.PromptFamily;
import org.evalledger.statement.BenchmarkStatement.Task;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** A registered benchmark version, ready to be asked. */
public final class Benchmark {
  private final EntryIndex index;
  private final BenchmarkStatement statement;
  private final Map<String, Task> tasks;
  private final Map<String, Metric> metrics;

  Benchmark(EntryIndex index, BenchmarkStatement statement) {
    this.index = index;
    this.statement = statement;
    this.tasks =
        statement.tasks().stream().collect(Collectors.toMap(Task::id, Function.identity()));
    this.metrics =
        statement.metrics().stream().collect(Collectors.toMap(Metric::id, Function.identity()));
  }

  /** The entry that registered it. */
  public EntryIndex index() {
    return index;
  }

  /** What it says. */
  public BenchmarkStatement statement() {
    return statement;
  }

  /** Its task of that name. */
  public Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** Its metric of that name. */
  public Optional<Metric> metric(String id) {
    return Optional.ofNullable(metrics.get(id));
  }

  /** How many items {@code task}, or all of it, has. */
  public Optional<Long> items(@Nullable String task) {
    return task == null
        ? Optional.ofNullable(statement.items())
        : task(task).flatMap(found -> Optional.ofNullable(found.items()));
  }

  /** The family that a prompt belongs to; {@code other} where it belongs to none. */
  public String promptFamily(Sha256 prompt) {
    return statement.promptFamilies().stream()
        .filter(family -> family.prompts().contains(prompt))
        .map(PromptFamily::id)
        .findFirst()
        .orElse("other");
  }
}

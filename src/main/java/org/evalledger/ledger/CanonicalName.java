package org.evalledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What an alias stands for.
 *
 * @param benchmark the benchmark's id
 * @param task the task's id; null when the alias names the benchmark
 */
public record CanonicalName(String benchmark, @Nullable String task) {
  @Override
  public String toString() {
    return task == null
        ? "benchmark \"" + benchmark + "\""
        : "benchmark \"" + benchmark + "\", task \"" + task + "\"";
  }
}

package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.statement.Decimal;

/**
 * A number on its way to a result.
 *
 * @param result the object it stands in
 * @param name what the harness calls the task or group
 * @param task what that is in the registry
 * @param metric what was measured
 * @param value as written, a decimal
 */
record LmEvalNumber(
    Members result, String name, BenchmarkTask task, LmEvalMetric metric, String value) {
  /** The standard error beside it, as written; empty where the file has none or {@code "N/A"}. */
  Optional<String> stderr() {
    return result.number(metric.stderrKey()).filter(Decimal::isDecimal);
  }

  String metricId() {
    return metric.id(name);
  }
}

package org.evalledger.harness;

import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Json.JsonArray;

/**
 * Knows which standard errors lm-evaluation-harness finds by resampling: those of every aggregation
 * but a mean ({@code lm_eval/api/metrics.py}, {@code stderr_for_metric}).
 */
final class Bootstrap {
  private static final Set<String> AGGREGATIONS =
      Set.of(
          "median", "matthews_corrcoef", "f1", "perplexity", "bleu", "chrf", "ter", "brier_score");

  /** Metrics that every version of the harness aggregates so. */
  private static final Set<String> METRICS = Set.of("perplexity", "ppl", "mcc", "bleu", "chrf");

  /** Tasks whose {@code f1} is one of the whole set; elsewhere it is a mean over items. */
  private static final Set<String> F1_OF_ALL = Set.of("mrpc", "qqp", "cb");

  private Bootstrap() {}

  /** Whether the error of {@code metric} in the task, set up as {@code config}, is resampled. */
  static boolean applies(Members config, String metric, String task) {
    return aggregation(config, metric)
        .map(AGGREGATIONS::contains)
        .orElseGet(
            () -> METRICS.contains(metric) || (metric.equals("f1") && F1_OF_ALL.contains(task)));
  }

  private static Optional<String> aggregation(Members config, String metric) {
    return config.object().get("metric_list") instanceof JsonArray(var items)
        ? items.stream()
            .map(Members::of)
            .filter(item -> item.text("metric").filter(metric::equals).isPresent())
            .findFirst()
            .flatMap(item -> item.text("aggregation"))
        : Optional.empty();
  }
}

package org.evalledger.registry;

import java.util.Locale;
import java.util.Optional;
import org.evalledger.ledger.Benchmark;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Result;
import org.evalledger.statement.Settings;

/** The protocol of a result in one word: what makes two results comparable. */
final class Protocol {
  private Protocol() {}

  /** {@code harness:shots:prompt family:metric:filter}. */
  static String of(Evaluation evaluation, Result result, Benchmark benchmark) {
    Optional<Settings> settings = Optional.ofNullable(evaluation.settings().get(result.settings()));
    String shots =
        settings.map(Settings::shots).flatMap(Knowable::known).map(String::valueOf).orElse("?");
    String family =
        settings
            .map(Settings::promptTemplate)
            .flatMap(Knowable::known)
            .map(benchmark::promptFamily)
            .orElse("other");
    Integer k = result.k();
    String metric = k == null ? result.metric() : result.metric().replace("@k", "@" + k);
    String filter = result.filter();
    return String.join(
        ":",
        evaluation.run().harness().name().toLowerCase(Locale.ROOT),
        shots,
        family,
        metric,
        filter == null ? "none" : filter);
  }
}

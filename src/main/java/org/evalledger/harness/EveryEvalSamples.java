package org.evalledger.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json.JsonArray;

/**
 * How many items an evaluation of an Every Eval Ever record scored. {@code samples_number} is the
 * size of the data set, not of the run: it is not asked.
 */
final class EveryEvalSamples {
  /** How HELM's tables sum up a cell: over how many runs, and whether all gave the same. */
  private static final Pattern SUMMARY =
      Pattern.compile("min=([0-9.e-]+), mean=([0-9.e-]+), max=([0-9.e-]+), sum=.*");

  private EveryEvalSamples() {}

  static Optional<Long> of(EveryEvalFile file, Members result) {
    return result
        .in("score_details")
        .in("uncertainty")
        .whole("num_samples")
        .or(() -> listed(result))
        .or(() -> rows(file))
        .or(() -> cell(result))
        .filter(count -> count > 0 && count <= 1_000_000_000);
  }

  private static Optional<Long> listed(Members result) {
    return result.in("source_data").object().get("sample_ids") instanceof JsonArray(var ids)
        ? Optional.of((long) ids.size())
        : Optional.empty();
  }

  private static Optional<Long> rows(EveryEvalFile file) {
    return file.results().size() == 1
        ? file.document().in("detailed_evaluation_results").whole("total_rows")
        : Optional.empty();
  }

  /** HELM's own count, where the value and the count come from one run or from equal ones. */
  private static Optional<Long> cell(Members result) {
    Members details = result.in("score_details").in("details");
    Members count = details.in(result.text("evaluation_name").orElse("") + " - # eval");
    return isOne(details) && isOne(count) ? count.whole("score") : Optional.empty();
  }

  private static boolean isOne(Members cell) {
    Matcher summary = SUMMARY.matcher(cell.text("description").orElse(""));
    return summary.matches() && summary.group(1).equals(summary.group(3));
  }
}

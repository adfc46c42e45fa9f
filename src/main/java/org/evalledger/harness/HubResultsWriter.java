package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.HubBenchmarks.Leaderboard;
import org.evalledger.json.Json;
import org.evalledger.statement.BenchmarkVersion;

/**
 * Writes results of a ledger as the Hugging Face Hub takes them in {@code .eval_results/*.yaml} of
 * the model's repository. The Hub shows only what one of its leaderboards measures; fractions are
 * written as percentages there.
 */
public final class HubResultsWriter {
  /** What the source is called; by it a reader knows the unit of the value. */
  private static final String NAME = "evalledger, entry ";

  private final HubBenchmarks hub;
  private final RegisteredBenchmarks registered;

  /**
   * @param benchmarks the built-in benchmarks: the Hub's leaderboards are among them
   */
  public HubResultsWriter(BuiltInBenchmarks benchmarks) {
    this.registered = new RegisteredBenchmarks(benchmarks.documents());
    this.hub = new HubBenchmarks(registered);
  }

  /**
   * What came of writing.
   *
   * @param yaml the file; empty when no result could be written
   * @param left every result that no leaderboard of the Hub shows, with pointers into the statement
   */
  public record Written(String yaml, List<Left> left) {
    public Written {
      left = List.copyOf(left);
    }
  }

  /** The file of {@code entry}. */
  public Written write(LedgerStatement entry) {
    var yaml = new StringBuilder();
    var left = new ArrayList<Left>();
    for (int position : entry.results()) {
      Members result = entry.result(position);
      Optional<Leaderboard> leaderboard = leaderboard(result);
      String value = Said.decimal(result, "value").orElse("0");
      if (leaderboard.isPresent()) {
        append(yaml, entry, result, leaderboard.get(), value);
      } else {
        left.add(
            new Left(
                "/results/" + position + "/value",
                value,
                "No leaderboard of the Hugging Face Hub shows this metric of this benchmark."));
      }
    }
    return new Written(yaml.toString(), left);
  }

  private Optional<Leaderboard> leaderboard(Members result) {
    boolean special = result.text("variant").isPresent();
    return special
        ? Optional.empty()
        : hub.leaderboard(
            benchmark(result), result.text("task").orElse(null), result.text("metric").orElse(""));
  }

  private static BenchmarkVersion benchmark(Members result) {
    return new BenchmarkVersion(
        result.text("benchmark").orElse(""), result.text("benchmarkVersion").orElse(""));
  }

  private void append(
      StringBuilder yaml,
      LedgerStatement entry,
      Members result,
      Leaderboard leaderboard,
      String value) {
    boolean fraction =
        registered
            .metric(benchmark(result), result.text("metric").orElse(""))
            .filter(RegisteredMetric::isFraction)
            .isPresent();
    String shown = fraction ? new BigDecimal(value).movePointRight(2).toPlainString() : value;
    yaml.append("- dataset:\n")
        .append(member("    id", leaderboard.dataset()))
        .append(member("    task_id", leaderboard.task()))
        .append("  value: ")
        .append(shown)
        .append('\n');
    Said.time(entry.members().in("run"), "startedAt")
        .ifPresent(time -> yaml.append(member("  date", time.toString())));
    yaml.append("  source:\n")
        .append(member("    url", entry.url()))
        .append(member("    name", NAME + entry.index()));
    entry
        .settings(result)
        .in("hyperparameters")
        .text("notes")
        .ifPresent(notes -> yaml.append(member("  notes", notes)));
  }

  /** Whether a source is called as an export of a ledger calls it. */
  static boolean isOwnName(String name) {
    return name.startsWith(NAME) && name.substring(NAME.length()).matches("[0-9]{1,18}");
  }

  /** A JSON string is a YAML scalar in double quotes (YAML 1.2 §7.3.1). */
  private static String member(String name, String value) {
    return name + ": " + Json.of(value).canonical().utf8() + "\n";
  }
}

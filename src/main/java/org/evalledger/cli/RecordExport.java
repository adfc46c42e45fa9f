package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.harness.EveryEvalWriter;
import org.evalledger.harness.HubResultsWriter;
import org.evalledger.harness.LedgerStatement;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for results in other collections' formats, and how they are written. */
final class RecordExport {
  @Option(
      names = "--every-eval-ever",
      paramLabel = "DIR",
      description = "Write records of Every Eval Ever, schema 0.3, one for each entry.")
  private @Nullable Path records;

  @Option(
      names = "--eval-results",
      paramLabel = "DIR",
      description =
          "Write .eval_results YAML for the Hugging Face Hub, one file for each entry; what none of"
              + " its leaderboards shows is left out and told.")
  private @Nullable Path yaml;

  RecordExport() {}

  boolean isWanted() {
    return records != null || yaml != null;
  }

  /** Writes the scores that {@code filters} of {@code /v1/scores} let through. */
  void run(LedgerClient ledger, Map<String, String> filters, Output output) {
    SortedMap<Long, List<Integer>> wanted = new TreeMap<>();
    ledger.eachScore(
        filters,
        score ->
            wanted
                .computeIfAbsent(score.requireWhole("index"), index -> new ArrayList<>())
                .add(Math.toIntExact(score.requireWhole("result"))));
    var everyEval = records == null ? null : new EveryEvalWriter(benchmarks(ledger));
    var hub = yaml == null ? null : new HubResultsWriter(BuiltInBenchmarks.load());
    int files = 0;
    int left = 0;
    try (var progress = Progress.on(output)) {
      int done = 0;
      for (var entry : wanted.entrySet()) {
        LedgerStatement statement = statement(ledger, entry.getKey(), entry.getValue());
        Path recordsDirectory = records;
        if (everyEval != null && recordsDirectory != null) {
          Path file = recordsDirectory.resolve(EveryEvalWriter.path(statement));
          UserFiles.write(file, everyEval.write(statement).canonical());
          files++;
        }
        Path yamlDirectory = yaml;
        if (hub != null && yamlDirectory != null) {
          HubResultsWriter.Written written = hub.write(statement);
          left += written.left().size();
          if (!written.yaml().isEmpty()) {
            UserFiles.write(file(yamlDirectory, statement), Bytes.ofUtf8(written.yaml()));
            files++;
          }
        }
        progress.show(++done, wanted.size(), "entries");
      }
    }
    told(output, wanted, files, left);
  }

  /** {@code <model>/.eval_results/evalledger-<index>.yaml}: the second part is the repository's. */
  private static Path file(Path directory, LedgerStatement statement) {
    String model = JsonMembers.of(statement.statement()).in("model").text("id").orElse("_/unnamed");
    String portable =
        model.replaceAll("[^A-Za-z0-9._/-]", "_").replaceAll("(^|/)\\.+(?=/|$)", "$1_");
    return directory
        .resolve(portable)
        .resolve(".eval_results")
        .resolve("evalledger-%d.yaml".formatted(statement.index()));
  }

  /** Those built in, and behind them what this ledger registered. */
  private static List<JsonObject> benchmarks(LedgerClient ledger) {
    var documents = new ArrayList<>(BuiltInBenchmarks.load().documents());
    documents.addAll(ledger.benchmarks());
    return documents;
  }

  private static LedgerStatement statement(LedgerClient ledger, long index, List<Integer> results) {
    JsonMembers entry = ledger.entry(index);
    JsonMembers record = entry.in("entry");
    boolean erased = entry.whole("erasedBy").isPresent();
    JsonObject statement =
        erased
            ? entry.in("facts").object()
            : ledger
                .envelope(index)
                .statement()
                .orElseThrow(
                    () -> CommandFailure.finding("Entry %d holds no statement.".formatted(index)));
    return new LedgerStatement(
        statement,
        index,
        Sha256.ofHex(entry.requireText("leafHash")),
        record.requireText("relation"),
        Instant.parse(record.requireText("receivedAt")),
        ledger.address("/v1/entries/" + index),
        results);
  }

  private void told(Output output, SortedMap<Long, List<Integer>> wanted, int files, int left) {
    int scores = wanted.values().stream().mapToInt(List::size).sum();
    var lines = new ArrayList<String>();
    lines.add("%,d scores of %,d entries, %,d files.".formatted(scores, wanted.size(), files));
    if (left > 0) {
      lines.add("%,d scores are of no leaderboard of the Hugging Face Hub.".formatted(left));
    }
    output.print(
        Json.object()
            .put("scores", scores)
            .put("entries", wanted.size())
            .put("files", files)
            .put("left", left)
            .build(),
        lines);
  }
}

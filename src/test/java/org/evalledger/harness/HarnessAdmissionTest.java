package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evalledger.TestLedger;
import org.evalledger.audit.SourceEntry;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;
import org.junit.jupiter.api.Test;

/** A ledger that holds the built-in benchmarks takes all that the importers make of real files. */
class HarnessAdmissionTest {
  private static final Path SHARED = Path.of("../shared/data");
  private static final Importer IMPORTER = new Importer(BuiltInBenchmarks.load());
  private static final Provenance OWN =
      new Provenance(
          new SubmitterId("evaluator"),
          List.of(TestLedger.ORIGIN),
          Instant.parse("2026-01-31T00:00:00Z"),
          null);

  @Test
  void everyStatementIsAdmittedAndNoneIsArithmeticallyImpossible() {
    TestLedger ledger = TestLedger.founded();
    for (JsonObject document : BuiltInBenchmarks.load().documents()) {
      // The founded ledger has a benchmark of its own under that name.
      if (!Json.of("arithmetic").equals(document.get("benchmark"))) {
        ledger.append(operators(document), TestLedger.OPERATOR);
      }
    }
    Map<String, Integer> verdicts = new TreeMap<>();
    int statements = 0;
    for (String format : List.of("evalplus", "helm", "lighteval", "bigbench")) {
      Path shared = SHARED.resolve(format);
      Path folder = Files.isDirectory(shared) ? shared : HarnessFiles.COMMITTED.resolve(format);
      System.out.println("admitted from " + folder);
      for (Path file : files(folder)) {
        for (JsonObject statement : statements(file)) {
          ledger.append(statement, TestLedger.EVALUATOR);
          statements++;
          verdicts.merge(verdict(ledger.entries().getLast()), 1, Integer::sum);
        }
      }
    }
    System.out.println(statements + " statements, " + verdicts);
    assertThat(statements).isGreaterThanOrEqualTo(15);
    assertThat(verdicts).doesNotContainKey("INCONSISTENT");
  }

  private static JsonObject operators(JsonObject document) {
    var members = Json.object();
    document.members().forEach(members::put);
    return members
        .put("type", "benchmark")
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(TestLedger.ORIGIN)))
        .put("submitter", "operator")
        .put("issuedAt", "2026-01-31T00:00:00Z")
        .build();
  }

  private static List<Path> files(Path folder) {
    return Stream.of(".json", ".jsonl")
        .flatMap(suffix -> LmEvalFiles.below(folder, suffix).stream())
        .toList();
  }

  /** None of a file that holds no results. */
  private static List<JsonObject> statements(Path file) {
    HarnessFile read = HarnessFiles.read(file);
    boolean nameless = file.endsWith("samples_eval_results.json");
    var overrides =
        nameless ? new Overrides(ModelId.parse("_/" + read.folder()), null, null) : Overrides.NONE;
    return IMPORTER.convert(read, OWN, overrides) instanceof Converted(var statements, var left)
        ? statements
        : List.of();
  }

  private static String verdict(SourceEntry entry) {
    var assessment = EntryRecord.parse(entry.record()).assessment();
    return assessment == null ? "none" : String.valueOf(assessment.verdict());
  }
}

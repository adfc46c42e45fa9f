package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Everything that was ever collected here goes in at one go, and every number is accounted for. */
@Timeout(400)
class ImportCommandTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** Over 2,000 real files, where they are; else the few that lie with the tests. */
  private static final Path ALL = Path.of("../shared/data");

  private static final Path SOME = Path.of("src/test/resources/harness");
  private static final List<String> ENDINGS =
      List.of(".json", ".jsonl", ".eval", ".yaml", ".yml", ".md");

  @TempDir private Path directory;

  private static RunningService open(Person collector) {
    RunningService service = RunningService.open(DATABASE);
    Person operator = service.operator();
    service.accept(collector.signWith(collector.registration(), operator));
    for (JsonObject benchmark : BuiltInBenchmarks.load().documents()) {
      var statement = operator.statement("benchmark");
      benchmark.members().forEach(statement::put);
      service.accept(operator.sign(statement.build()));
    }
    return service;
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .count();
    }
  }

  /** The current results in the ledger, by entry, over all pages. */
  private static Map<String, Integer> scores(RunningService service) {
    Map<String, Integer> counts = new TreeMap<>();
    String after = "";
    do {
      JsonObject page = service.read("/v1/scores?limit=1000&history=true" + after);
      for (Json score : ((JsonArray) RunningService.at(page, "items")).items()) {
        counts.merge(text(score, "index"), 1, Integer::sum);
      }
      String next = text(page, "next");
      after = next.equals("null") ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return counts;
  }

  private Ran run(RunningService service, Path key, Path folder) {
    return Ran.cli(
        "import",
        folder,
        "--published",
        "https://example.org/collection",
        "--to",
        service.uri("/").toString(),
        "--key",
        key,
        "--submitter",
        "collector",
        "--json");
  }

  @Test
  void everyNumberOfRealFilesIsInTheLedgerOrToldWithTheReason() throws IOException {
    Path folder = Files.isDirectory(ALL) ? ALL : SOME;
    System.out.println("import reads " + folder);
    Person collector = Person.called("collector");
    Path key =
        Files.writeString(
            directory.resolve("collector.jwk"), collector.key().toJwk().canonical().utf8());
    try (RunningService service = open(collector)) {
      Ran first = run(service, key, folder);
      assertThat(first.err()).doesNotContain("\tat ");
      JsonMembers told = first.json();
      assertThat(told.requireWhole("files")).isEqualTo(files(folder));
      assertThat(told.objects("reports")).hasSize((int) files(folder));
      assertThat(told.requireWhole("conflicts")).isZero();
      assertThat(told.requireWhole("refused")).isZero();
      Map<String, Integer> scores = scores(service);
      long entered = scores.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(told.requireWhole("sent")).isPositive().isEqualTo(entered);
      for (JsonMembers report : told.objects("reports")) {
        boolean somethingWrong = !report.objects("refused").isEmpty();
        assertThat(somethingWrong)
            .isEqualTo(!Json.of(true).equals(report.object().get("complete")));
      }

      Ran again = run(service, key, folder);
      assertThat(again.json().requireWhole("sent")).isZero();
      assertThat(again.json().requireWhole("known")).isEqualTo(entered);

      exported(service, scores);
    }
  }

  /** As many records as entries, each with as many results as its entry has. */
  private void exported(RunningService service, Map<String, Integer> scores) throws IOException {
    Path records = directory.resolve("records");
    Ran ran =
        Ran.cli(
            "export",
            "--every-eval-ever",
            records,
            "--from",
            service.uri("/").toString(),
            "--filter",
            "benchmark=gsm8k",
            "--json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    long results = 0;
    long written = 0;
    try (Stream<Path> all = Files.walk(records)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Bytes content = Bytes.copyOf(Files.readAllBytes(file));
        var record = (JsonObject) ((JsonReader.Value) JsonReader.read(content)).json();
        results += ((JsonArray) RunningService.at(record, "evaluation_results")).items().size();
        written++;
      }
    }
    assertThat(ran.json().requireWhole("files")).isPositive().isEqualTo(written);
    assertThat(ran.json().requireWhole("scores")).isEqualTo(results);
    assertThat(written).isLessThanOrEqualTo(scores.size());
  }
}

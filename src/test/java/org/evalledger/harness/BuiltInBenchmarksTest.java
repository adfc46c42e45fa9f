package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInBenchmarksTest {
  private static final Path FOLDER = Path.of("src/main/resources/org/evalledger/benchmarks");
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();

  static List<JsonObject> documents() {
    return BENCHMARKS.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyDocumentIsABenchmarkStatement(JsonObject document) {
    BenchmarkStatement statement = statement(document);
    assertThat(statement.metrics().stream().filter(Metric::primary)).hasSize(1);
    assertThat(statement.benchmark().benchmark()).doesNotContain("/");
  }

  @Test
  void theIndexNamesEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(Files.readAllLines(FOLDER.resolve("index.txt")));
    }
  }

  @Test
  void noNameMeansTwoThings() {
    var meanings = new HashMap<String, String>();
    for (JsonObject document : documents()) {
      BenchmarkStatement statement = statement(document);
      String id = statement.benchmark().benchmark();
      var names = new HashMap<String, String>();
      names.put(id, id);
      statement.aliases().forEach(alias -> assertThat(names.put(alias, id)).isNull());
      statement
          .tasks()
          .forEach(
              task ->
                  task.aliases()
                      .forEach(
                          alias ->
                              assertThat(names.put(alias, id + " " + task.id()))
                                  .as(alias)
                                  .isNull()));
      names.forEach(
          (name, meaning) -> assertThat(meanings.put(name, meaning)).as(name).isIn(null, meaning));
    }
  }

  /** Sums of the parts against the published size of the whole. */
  @Test
  void partsThatPartitionABenchmarkAddUpToIt() {
    for (String id :
        List.of("math", "math_lvl_5", "bbh", "mmlu_pro", "musr", "mgsm", "bbq", "steer", "anli")) {
      BenchmarkStatement whole = statement(document(id));
      long parts =
          whole.tasks().stream()
              .mapToLong(task -> Optional.ofNullable(task.items()).orElseThrow())
              .sum();
      assertThat(whole.items()).as(id).isEqualTo(parts);
    }
  }

  @Test
  void mmluHas57SubjectsAndFourGroupsEachOfWhichAddUpToIt() {
    BenchmarkStatement mmlu = statement(document("mmlu"));
    var groups = List.of("humanities", "other", "social_sciences", "stem");
    assertThat(mmlu.tasks()).hasSize(57 + 4);
    assertThat(items(mmlu, true, groups)).isEqualTo(14_042);
    assertThat(items(mmlu, false, groups)).isEqualTo(14_042);
  }

  private static long items(BenchmarkStatement whole, boolean among, List<String> ids) {
    return whole.tasks().stream()
        .filter(task -> ids.contains(task.id()) == among)
        .mapToLong(task -> Optional.ofNullable(task.items()).orElseThrow())
        .sum();
  }

  @Test
  void oldAndNewNamesOfATaskAreOne() {
    var algebra = new BenchmarkTask(new BenchmarkVersion("mmlu", "1"), "abstract_algebra");
    assertThat(BENCHMARKS.resolve("hendrycksTest-abstract_algebra")).contains(algebra);
    assertThat(BENCHMARKS.resolve("mmlu_abstract_algebra")).contains(algebra);
    assertThat(BENCHMARKS.resolve("xstory_cloze_eu"))
        .isEqualTo(BENCHMARKS.resolve("xstorycloze_eu"));
    assertThat(BENCHMARKS.resolve("mmlu"))
        .contains(new BenchmarkTask(new BenchmarkVersion("mmlu", "1"), null));
    assertThat(BENCHMARKS.resolve("abstract_algebra")).isEmpty();
  }

  @Test
  void aBenchmarkMayHaveSeveralVersionsOfWhichTheNameMeansTheNewest() {
    assertThat(BENCHMARKS.resolve("mbpp+"))
        .contains(new BenchmarkTask(new BenchmarkVersion("mbpp+", "0.2.0"), null));
    assertThat(items("mbpp+", "0.2.0")).isEqualTo(378);
    assertThat(items("mbpp+", "0.1.0")).isEqualTo(399);
    assertThat(BENCHMARKS.metrics(new BenchmarkVersion("mbpp+", "0.1.0"))).contains("pass@k");
    assertThat(BENCHMARKS.resolve("livebench").orElseThrow().benchmark().version())
        .isEqualTo(versions("livebench").stream().max(Comparator.naturalOrder()).orElseThrow());
    assertThat(versions("livebench")).hasSize(11);
  }

  private static List<String> versions(String id) {
    return BENCHMARKS.documents().stream()
        .map(document -> statement(document).benchmark())
        .filter(version -> version.benchmark().equals(id))
        .map(BenchmarkVersion::version)
        .toList();
  }

  private static long items(String id, String version) {
    return BENCHMARKS.documents().stream()
        .map(BuiltInBenchmarksTest::statement)
        .filter(statement -> statement.benchmark().equals(new BenchmarkVersion(id, version)))
        .mapToLong(statement -> Optional.ofNullable(statement.items()).orElseThrow())
        .sum();
  }

  @Test
  void helmsScenariosHaveAMetricOfEveryDimension() {
    BenchmarkStatement helm = statement(document("helm_classic"));
    assertThat(helm.metrics().stream().flatMap(m -> Optional.ofNullable(m.dimension()).stream()))
        .contains("calibration", "robustness", "fairness", "bias", "toxicity", "efficiency");
    assertThat(helm.tasks().stream().map(BenchmarkStatement.Task::id))
        .contains("mmlu", "hellaswag", "imdb", "wikifact", "bbq", "real_toxicity_prompts")
        .hasSizeGreaterThanOrEqualTo(42);
  }

  @Test
  void everyBenchmarkWithPassAtKTakesAnyK() {
    var benchmarks = List.of("humaneval", "humaneval+", "mbpp", "mbpp+", "livecodebench", "gpqa");
    for (String id : benchmarks) {
      assertThat(statement(document(id)).metrics().stream().map(Metric::id)).contains("pass@k");
    }
  }

  /** Tasks of lm-evaluation-harness that people run most, beside those that the table names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaderboard_bbh",
        "leaderboard_gpqa",
        "leaderboard_ifeval",
        "leaderboard_math_hard",
        "leaderboard_math_algebra_hard",
        "leaderboard_mmlu_pro",
        "leaderboard_musr",
        "arc_challenge_chat",
        "humaneval_instruct",
        "mbpp_instruct",
        "mbpp_plus",
        "aime24",
        "aime25",
        "hendrycks_math500",
        "commonsense_qa",
        "nq_open",
        "wikitext",
        "medmcqa",
        "medqa_4options",
        "agieval_sat_math",
        "gsm8k_platinum_cot",
        "gpqa_diamond_cot_zeroshot"
      })
  void tasksThatPeopleRunResolve(String task) {
    assertThat(BENCHMARKS.resolve(task)).isPresent();
  }

  @Test
  void coversTheTableOfBenchmarksThatLedgersBeginWith() {
    assertThat(BENCHMARKS.documents().stream().map(d -> statement(d).benchmark().benchmark()))
        .contains(
            "mmlu",
            "mmlu_pro",
            "gpqa",
            "hle",
            "arc_challenge",
            "arc_easy",
            "hellaswag",
            "winogrande",
            "piqa",
            "lambada",
            "bbh",
            "bigbench",
            "musr",
            "truthfulqa",
            "ifeval",
            "gsm8k",
            "math",
            "math_500",
            "aime_2025",
            "mgsm",
            "humaneval",
            "humaneval+",
            "mbpp+",
            "livecodebench",
            "swe_bench",
            "swe_bench_verified",
            "swe_bench_lite",
            "tau2_bench",
            "terminal_bench",
            "simpleqa",
            "bbq",
            "crows_pairs",
            "real_toxicity_prompts",
            "anthropic_red_team",
            "helm_classic",
            "ruler",
            "longbench");
  }

  /** Of several tries one may be right by guessing more often than a quarter of the time. */
  @Test
  void chanceIsSaidOnlyWhereItHolds() {
    assertThat(chance("gpqa", "acc")).isEqualTo("0.25");
    assertThat(chance("gpqa", "pass@k")).isEqualTo("none");
    assertThat(chance("mmlu_pro", "acc")).isEqualTo("0.10");
    assertThat(chance("truthfulqa", "mc1")).isEqualTo("0.23");
    assertThat(chance("truthfulqa", "mc2")).isEqualTo("none");
  }

  private static String chance(String benchmark, String metric) {
    return statement(document(benchmark)).metrics().stream()
        .filter(each -> each.id().equals(metric))
        .map(each -> Optional.ofNullable(each.chance()).map(Decimal::text).orElse("none"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject document(String id) {
    return BENCHMARKS.documents().stream()
        .filter(document -> Json.of(id).equals(document.get("benchmark")))
        .findFirst()
        .orElseThrow();
  }

  private static BenchmarkStatement statement(JsonObject document) {
    var members = Json.object();
    document.members().forEach(members::put);
    var outcome =
        StatementReader.readStatement(
            members
                .put("type", "benchmark")
                .put("version", 1)
                .put("ledgers", Json.ofStrings(List.of("ledger.example.org/log")))
                .put("submitter", "example-operator")
                .put("issuedAt", "2026-11-20T10:00:00Z")
                .build()
                .canonical());
    assertThat(outcome).isInstanceOf(StatementReader.Valid.class);
    return (BenchmarkStatement) ((StatementReader.Valid) outcome).statement();
  }
}

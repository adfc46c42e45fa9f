package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever public score tables measure is registered, under the name they give it or another. */
class ScoreTableNamesTest {
  private static final Path NAMES = Path.of("src/test/resources/scores/names.csv");
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();

  /** Names that mean something else elsewhere, so that they are no aliases. */
  private static final Map<String, String> MEANT =
      Map.of(
          "ARC", "arc_challenge",
          "arc", "arc_challenge",
          "BBH", "bbh_leaderboard",
          "Winograd", "winogrande",
          "truthfulqa_mc2_mc", "truthfulqa");

  /** What the tables call accuracy, by benchmark; elsewhere it is the metric acc. */
  private static final Map<String, String> ACCURACY =
      Map.of("humaneval", "pass@k", "truthfulqa", "mc2");

  static Iterable<String> rows() throws IOException {
    return Files.readAllLines(NAMES).stream().skip(1).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyBenchmarkAndMetricOfATableIsRegistered(String row) {
    String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    BenchmarkTask task = resolve(cells[0], cells[1]).orElseThrow();
    String metric = metric(task.benchmark().benchmark(), cells[2].replace("\"", ""));
    assertThat(BENCHMARKS.metrics(task.benchmark())).as("%s", task).contains(metric);
  }

  private static Optional<BenchmarkTask> resolve(String source, String name) {
    return switch (source) {
      case "benchbench" -> BENCHMARKS.task("benchbench", Ascii.id(name));
      case "livebench" ->
          BENCHMARKS.documents().stream()
              .map(Members::of)
              .filter(
                  document -> document.text("benchmark").filter("livebench"::equals).isPresent())
              .filter(document -> document.object().canonical().utf8().contains(part(name)))
              .flatMap(document -> BENCHMARKS.resolve("livebench").stream())
              .findFirst();
      default -> BENCHMARKS.resolve(MEANT.getOrDefault(name, name));
    };
  }

  private static String part(String name) {
    return "{\"id\":\"" + name.substring(name.indexOf('/') + 1) + "\"}";
  }

  private static String metric(String benchmark, String written) {
    String metric = written.replaceFirst("/.*", "");
    return switch (metric) {
      case "accuracy", "acc" -> ACCURACY.getOrDefault(benchmark, "acc");
      case "pass@1" -> "pass@k";
      default -> metric;
    };
  }
}

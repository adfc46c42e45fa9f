package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evalledger.evaluation.Arithmetic;
import org.evalledger.evaluation.KOfN;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Result;

/** Real files of one format, and what the importer makes of all of them. */
final class RealFiles {
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();
  private static final RegisteredBenchmarks REGISTERED =
      new RegisteredBenchmarks(BENCHMARKS.documents());
  private static final Optional<Json> NONE = Optional.of(Json.of(List.of()));
  private final Path folder;
  private final Map<String, int[]> totals = new TreeMap<>();
  private int impossible;
  private final Map<String, Integer> reasons = new TreeMap<>();

  private RealFiles(Path folder) {
    this.folder = folder;
  }

  static Path committed(String topic) {
    return Path.of("src/test/resources", topic);
  }

  /** All files where they lie beside the checkouts, else those that are committed. */
  static RealFiles all(String topic) {
    return new RealFiles(
        Stream.of("../shared/data", "../../shared/data")
            .map(shared -> Path.of(shared, topic))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(committed(topic)));
  }

  Path folder() {
    return folder;
  }

  List<Path> below(String suffix) {
    return LmEvalFiles.below(folder, suffix);
  }

  /** Checks that the file gives or leaves {@code numbers} numbers, and counts them under a name. */
  void account(String name, Path file, Conversion conversion, long numbers) {
    int[] total = totals.computeIfAbsent(name, n -> new int[4]);
    total[0]++;
    switch (conversion) {
      case Converted converted -> {
        int results = converted.statements().stream().mapToInt(s -> checked(s, file)).sum();
        assertThat(results + converted.left().size()).as("%s", file).isEqualTo((int) numbers);
        converted.left().forEach(left -> reasons.merge(shortened(left.why()), 1, Integer::sum));
        total[1] += converted.statements().size();
        total[2] += results;
        total[3] += converted.left().size();
      }
      case Conversion.Unreadable(var sentence) -> refused(sentence, file, numbers);
      case Conversion.Unrecognised(var sentence) -> refused(sentence, file, numbers);
    }
  }

  private void refused(String sentence, Path file, long numbers) {
    reasons.merge("(whole file) " + sentence, (int) numbers, Integer::sum);
    assertThat(sentence).as("%s", file).endsWith(".");
  }

  private static String shortened(String why) {
    return why.replaceAll("^(It stands in the card of another model), .*", "$1 …");
  }

  /** Whether a proportion is a whole number of its items, as far as it was printed. */
  private static boolean isPossible(Result result) {
    RegisteredMetric metric = REGISTERED.metric(result.benchmark(), result.metric()).orElseThrow();
    Members document = REGISTERED.document(result.benchmark());
    Optional<Long> samples =
        result
            .samples()
            .known()
            .or(
                () ->
                    document.get("tasks").equals(NONE)
                        ? document.whole("items")
                        : Optional.empty());
    if (!metric.isProportion() || samples.isEmpty()) {
      return true;
    }
    var measure =
        new Measure(
            Metric.Kind.PROPORTION,
            new Metric.Direction.Higher(),
            metric.minimum(),
            metric.maximum(),
            null,
            null,
            1,
            true,
            0);
    var reported =
        new Reported(result.value().value(), samples.get(), null, Result.StderrMethod.UNKNOWN);
    return !(KOfN.check(measure, reported) instanceof Arithmetic.Impossible);
  }

  private int checked(JsonObject statement, Path file) {
    Evaluation evaluation = LmEvalFiles.evaluation(statement);
    var keys = new HashSet<Object>();
    for (Result result : evaluation.results()) {
      assertThat(keys.add(key(evaluation, result))).as("%s: %s", file, result).isTrue();
      assertThat(BENCHMARKS.metrics(result.benchmark())).as("%s", file).contains(result.metric());
      impossible += isPossible(result) ? 0 : 1;
    }
    return evaluation.results().size();
  }

  private static Object key(Evaluation evaluation, Result result) {
    var settings = evaluation.settings().get(result.settings());
    assertThat(settings).isNotNull();
    return Arrays.asList(
        result.benchmark(),
        result.task(),
        result.metric(),
        result.filter(),
        result.k(),
        result.split(),
        result.variant(),
        settings == null ? "" : settings.sha256());
  }

  Map<String, Integer> reasons() {
    return reasons;
  }

  /** How many proportions are no whole number of the items that the file counts. */
  int impossible() {
    return impossible;
  }

  void print() {
    System.out.println("files below " + folder);
    System.out.printf("%-32s%8s%12s%9s%6s%n", "", "files", "statements", "results", "left");
    totals.forEach(
        (name, t) -> System.out.printf("%-32s%8d%12d%9d%6d%n", name, t[0], t[1], t[2], t[3]));
    reasons.forEach((why, count) -> System.out.println("left " + count + ": " + why));
  }
}

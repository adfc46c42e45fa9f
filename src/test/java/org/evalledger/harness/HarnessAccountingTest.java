package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No number of any real file is lost: it is a result, or left with a reason. */
class HarnessAccountingTest {
  private static final Path SHARED = Path.of("../shared/data");
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @ParameterizedTest
  @ValueSource(strings = {"evalplus", "helm", "lighteval", "bigbench"})
  void everyNumberOfEveryFileIsAResultOrLeftWithAReason(String format) throws IOException {
    Path shared = SHARED.resolve(format);
    Path folder = Files.isDirectory(shared) ? shared : HarnessFiles.COMMITTED.resolve(format);
    var reasons = new TreeMap<String, Integer>();
    int results = 0;
    int files = 0;
    List<Path> all =
        Stream.of(".json", ".jsonl").flatMap(s -> LmEvalFiles.below(folder, s).stream()).toList();
    for (Path file : all) {
      List<String> leaves = leaves(Files.readString(file));
      switch (LmEvalFiles.convert(HarnessFiles.read(file), HarnessFiles.overrides(file))) {
        case Converted converted -> {
          int found = checkedResults(converted, file);
          assertThat(found + converted.left().size()).as("%s", file).isEqualTo((int) count(leaves));
          converted.left().forEach(left -> reasons.merge(left.why(), 1, Integer::sum));
          results += found;
        }
        case Unrecognised(var sentence) -> {
          assertThat(file.toString()).matches(".*-255000\\.json");
          reasons.merge(sentence, 1, Integer::sum);
        }
        case Conversion.Unreadable(var sentence) ->
            throw new AssertionError(file + ": " + sentence);
      }
      files++;
    }
    System.out.printf("%s below %s: %d files, %d results%n", format, folder, files, results);
    reasons.forEach((why, times) -> System.out.println("  left " + times + ": " + why));
    assertThat(reasons.keySet()).noneMatch(why -> why.contains("registered benchmark or task"));
    assertThat(reasons.keySet()).noneMatch(why -> why.contains("no registered metric"));
  }

  /** Every statement is read by the reader of statements; no key is in it twice. */
  private static int checkedResults(Converted converted, Path file) {
    int results = 0;
    for (var statement : converted.statements()) {
      Evaluation evaluation = LmEvalFiles.evaluation(statement);
      var keys = new HashSet<Object>();
      for (Result result : evaluation.results()) {
        assertThat(keys.add(key(result))).as("%s: %s", file, result).isTrue();
      }
      results += evaluation.results().size();
    }
    return results;
  }

  private static Object key(Result result) {
    return Arrays.asList(
        result.benchmark(),
        result.task(),
        result.metric(),
        result.filter(),
        result.k(),
        result.split(),
        result.variant(),
        result.settings());
  }

  /** Counts numbers without any code of the importers: by where each stands. */
  private static long count(List<String> leaves) {
    if (leaves.stream().anyMatch(leaf -> leaf.matches("/eval/[^/]+/.*(base_status|nfiles)"))) {
      return countEvalPlus(leaves);
    }
    Stream<String> counted =
        leaves.stream()
            .filter(
                leaf ->
                    leaf.matches("/[^/]+/pass@1/[^/]+")
                        || leaf.matches("/[^/]+/(dps|dps_norm|pass@1|(model|task)_win_rate)")
                        || leaf.matches("/[0-9]+/count")
                        || (leaf.matches("/results/[^/]+/[^/]+") && !leaf.endsWith("_stderr"))
                        || leaf.matches("/accuracy(_with_calc)?"));
    boolean pairs = leaves.stream().anyMatch(leaf -> leaf.startsWith("/heatmap_data/"));
    return counted.count() + countBigBench(leaves) + (pairs ? 1 : 0);
  }

  /** Each score, and for each entry with a preferred score one that is normalised. */
  private static long countBigBench(List<String> leaves) {
    return leaves.stream().filter(leaf -> leaf.matches("/scores/[0-9]+/score_dict/.*")).count()
        + leaves.stream().filter(leaf -> leaf.matches("/scores/[0-9]+/preferred_score")).count();
  }

  /** pass@1, @10 and @100 as far as the task with the fewest samples goes, of two suites. */
  private static long countEvalPlus(List<String> leaves) {
    Map<String, Long> samples =
        leaves.stream()
            .filter(leaf -> leaf.matches("/eval/[^/]+/([0-9]+/base_status|base/[0-9]+/0)"))
            .collect(Collectors.groupingBy(leaf -> leaf.split("/", -1)[2], Collectors.counting()));
    long fewest = samples.values().stream().mapToLong(Long::longValue).min().orElse(0);
    return 2 * LongStream.of(1, 10, 100).filter(k -> k <= fewest).count();
  }

  private static List<String> leaves(String text) throws IOException {
    var pointers = new ArrayList<String>();
    try (JsonParser parser = JACKSON.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()) {
          pointers.add(parser.getParsingContext().pathAsPointer().toString());
        }
      }
    }
    return pointers;
  }
}

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.junit.jupiter.api.Test;

/** No number of any real file is lost: it is a result, or left with a reason. */
class LmEvalAccountingTest {
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @Test
  void everyNumberOfEveryFileIsAResultOrLeftWithAReason() throws IOException {
    Path folder = LmEvalFiles.all();
    var totals = new TreeMap<String, int[]>();
    var reasons = new TreeMap<String, Integer>();
    for (Path file : LmEvalFiles.below(folder, ".json")) {
      Converted converted = LmEvalFiles.converted(LmEvalFiles.read(folder, file));
      int results = checkedResults(converted, file);
      assertThat(results + converted.left().size()).as("%s", file).isEqualTo(count(file));
      converted.left().forEach(left -> reasons.merge(left.why(), 1, Integer::sum));
      int[] total =
          totals.computeIfAbsent(folder.relativize(file).getName(0).toString(), name -> new int[4]);
      total[0]++;
      total[1] += converted.statements().size();
      total[2] += results;
      total[3] += converted.left().size();
    }
    print(folder, totals, reasons);
    assertThat(reasons.keySet())
        .containsExactly("No registered benchmark or task is called \"aggregate\".");
  }

  /** Every statement is read by the reader of statements; no key is in it twice. */
  private static int checkedResults(Converted converted, Path file) {
    int results = 0;
    for (var statement : converted.statements()) {
      assertThat(statement.canonical().length()).as("%s", file).isLessThan(6 << 20);
      Evaluation evaluation = LmEvalFiles.evaluation(statement);
      var keys = new HashSet<Object>();
      for (Result result : evaluation.results()) {
        assertThat(keys.add(key(evaluation, result))).as("%s: %s", file, result).isTrue();
        assertThat(isPossible(result)).as("%s: %s", file, result).isTrue();
      }
      results += evaluation.results().size();
    }
    return results;
  }

  /** A metric registered as a proportion is a whole number of successes wherever n is known. */
  private static boolean isPossible(Result result) {
    if (!BENCHMARKS.isProportion(result.benchmark(), result.metric())) {
      return true;
    }
    long samples = result.samples().known().orElse(0L);
    double successes = Double.parseDouble(result.value().text()) * samples;
    return Math.abs(successes - Math.rint(successes)) <= 1e-9 * samples;
  }

  /** What tells results of one statement apart: the conflict key without the statement's part. */
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

  /** Counts numbers without any code of the importer: by where each stands. */
  private static long count(Path file) throws IOException {
    List<String> numbers = pointersOfNumbers(Files.readString(file));
    Set<String> inResults =
        numbers.stream()
            .filter(pointer -> pointer.startsWith("/results/"))
            .map(pointer -> pointer.substring("/results".length()))
            .collect(Collectors.toSet());
    if (inResults.isEmpty()) {
      return numbers.stream().filter(pointer -> pointer.split("/").length == 3).count();
    }
    long inGroupsAlone =
        numbers.stream()
            .filter(pointer -> pointer.startsWith("/groups/"))
            .filter(pointer -> pointer.split("/").length == 4)
            .filter(pointer -> !inResults.contains(pointer.substring("/groups".length())))
            .count();
    return inGroupsAlone
        + inResults.stream().filter(pointer -> pointer.split("/").length == 3).count();
  }

  private static List<String> pointersOfNumbers(String text) throws IOException {
    var pointers = new ArrayList<String>();
    try (JsonParser parser = JACKSON.createParser(text)) {
      while (parser.nextToken() != null) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        if (parser.currentToken().isNumeric()
            && !pointer.contains("_stderr")
            && !pointer.endsWith("/sample_len")) {
          pointers.add(pointer);
        }
      }
    }
    return pointers;
  }

  private static void print(Path folder, Map<String, int[]> totals, Map<String, Integer> reasons) {
    System.out.println("lm-evaluation-harness files below " + folder);
    System.out.printf("%-32s%8s%12s%9s%6s%n", "", "files", "statements", "results", "left");
    totals.forEach((name, t) -> printRow(name, t));
    int[] sum = new int[4];
    totals.values().forEach(t -> IntStream.range(0, 4).forEach(i -> sum[i] += t[i]));
    printRow("all", sum);
    reasons.forEach((why, count) -> System.out.println("left " + count + ": " + why));
  }

  private static void printRow(String name, int[] t) {
    System.out.printf("%-32s%8d%12d%9d%6d%n", name, t[0], t[1], t[2], t[3]);
  }
}

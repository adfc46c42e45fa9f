package org.evalledger.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is frozen can be read back, at every limit of every type: a statement is refused, or its
 * facts say the same as the statement and are written the same again.
 */
class FactsLimitsTest {
  private static final String OPEN = "/settings/quiz-5shot/hyperparameters";
  private static final String NINES = "9".repeat(18);

  /** A member, a value at its limit, and one past it. */
  static Stream<Arguments> limits() {
    String x256 = text("x", 256);
    String x257 = text("x", 257);
    String url = "\"https://example.org/" + "u".repeat(2_028) + "\"";
    return Stream.of(
        limit("evaluation", "/submitter", x256, x257),
        limit("evaluation", "/submitter", "\"~\"", "\"\""),
        limit(
            "evaluation",
            "/issuedAt",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"10000-01-01T00:00:00Z\""),
        limit("evaluation", "/issuedAt", "\"0000-01-01T24:00:00Z\"", "\"0000-01-01T24:00:01Z\""),
        limit("evaluation", "/ledgers", repeated(x256, 16), repeated(x256, 17)),
        limit(
            "evaluation",
            "/model/id",
            text("x/", 2).replace("x/x/", "x/" + "y".repeat(254)),
            text("x/", 2)),
        limit("evaluation", "/model/revision", x256, x257),
        limit(
            "evaluation",
            "/model/parameters",
            "1" + "0".repeat(18),
            "1" + "0".repeat(17) + "1" + "0"),
        limit("evaluation", "/model/parameters", "1", "0"),
        limit("evaluation", "/model/trainingTokens", "0", "-1"),
        limit("evaluation", "/run/hardware/count", "100000000", "100000001"),
        limit("evaluation", "/run/usage/inputTokens", "1" + "0".repeat(18), "9223372036854775807"),
        limit("evaluation", "/run/durationSeconds", "1e-100", "1e-101"),
        limit("evaluation", "/run/durationSeconds", "0e308", "0e309"),
        limit("evaluation", "/run/hardware/accelerator", text(" ", 1_000), text(" ", 1_001)),
        limit("evaluation", "/run/software", members(1_000, "\" \""), members(1_001, "\" \"")),
        limit("evaluation", "/settings/quiz-5shot/shots", "1000000", "1000001"),
        limit(
            "evaluation",
            "/settings/quiz-5shot/seed",
            "-9223372036854775808",
            "-9223372036854775809"),
        limit(
            "evaluation",
            "/settings/quiz-5shot/seed",
            "9223372036854775807",
            "9223372036854775808"),
        limit("evaluation", "/settings/quiz-5shot/seed", members(16, NINES), members(17, NINES)),
        limit(
            "evaluation",
            "/settings/quiz-5shot/seed",
            "{\"unknown\":" + text(" ", 1_000) + "}",
            "{\"unknown\":" + text(" ", 1_001) + "}"),
        limit(
            "evaluation",
            "/settings/quiz-5shot/promptTemplate/text",
            text("é", 1_000_000),
            text("é", 1_000_001)),
        limit("evaluation", OPEN + "/a", nested(4, "\"x y\""), nested(5, "1")),
        limit("evaluation", OPEN + "/a", nested(4, "\"\""), nested(5, "\"\"")),
        limit("evaluation", OPEN + "/a", lists(4, "\"x y\""), lists(5, "1")),
        limit("evaluation", OPEN + "/a", repeated("\"x y\"", 1_000), repeated("1", 1_001)),
        limit("evaluation", OPEN + "/a", members(1_000, "\"x y\""), members(1_001, "1")),
        limit("evaluation", "/results/0/k", "1000000", "1000001"),
        limit("evaluation", "/results/0/value", text("9", 64), text("9", 65)),
        limit("evaluation", "/results/0/value", "\"1.7976931348623157e308\"", "\"1.8e308\""),
        limit("evaluation", "/results/0/value", "\"-1e-100\"", "\"-1e-101\""),
        limit("evaluation", "/results/0/samples", "1", "0"),
        limit("evaluation", "/results/0/samples", "1000000000", "1000000001"),
        limit("evaluation", "/results/0/samplesDigest/count", "1000000000", "1000000001"),
        limit("evaluation", "/results/0/supersedes/index", "1099511627775", "1099511627776"),
        limit("evaluation", "/results/0/supersedes/result", "9999", "10000"),
        limit("evaluation", "/source/url", url, url.replace("uuu", "uuuu")),
        limit("evaluation", "/notes", text(" ", 100_000), text(" ", 100_001)),
        limit("benchmark", "/items", "1000000000", "1000000001"),
        limit("benchmark", "/tasks/0/items", "1000000000", "1000000001"),
        limit("benchmark", "/metrics/0/trials", "1000000", "1000001"),
        limit("benchmark", "/aliases", repeated("\"a\"", 1_000), repeated("\"a\"", 1_001)),
        limit(
            "benchmark",
            "/tasks",
            repeated("{\"id\":\"t\"}", 10_000),
            repeated("{\"id\":\"t\"}", 10_001)),
        limit("benchmark", "/title", text(" ", 1_000), text(" ", 1_001)),
        limit("key-register", "/affiliations", repeated("\"a\"", 32), repeated("\"a\"", 33)),
        limit("key-grant", "/namespaces", repeated("\"n\"", 1_000), repeated("\"n\"", 1_001)),
        limit("key-grant", "/roles", repeated("\"reviewer\"", 16), repeated("\"reviewer\"", 17)),
        limit("key-revoke", "/kid", x256, x257),
        limit("key-revoke", "/reason", text(" ", 10_000), text(" ", 10_001)),
        limit("withdrawal", "/results", repeated("9999", 8_000), repeated("10000", 1)),
        limit("withdrawal", "/results", "[0]", "[]"),
        limit("withdrawal", "/reason", text(" ", 10_000), text(" ", 10_001)),
        limit("takedown", "/entry/index", "0", "-1"),
        limit("takedown", "/reason", text(" ", 10_000), text(" ", 10_001)));
  }

  private static Arguments limit(String example, String member, String at, String past) {
    return Arguments.of(example, member, at, past);
  }

  private static String text(String part, int times) {
    return '"' + part.repeat(times) + '"';
  }

  private static String repeated(String item, int times) {
    return Collections.nCopies(times, item).toString();
  }

  private static String members(int count, String value) {
    var members = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      members.add("\"m%d\":%s".formatted(i, value));
    }
    return "{" + String.join(",", members) + "}";
  }

  private static String nested(int depth, String value) {
    return "{\"n\":".repeat(depth) + value + "}".repeat(depth);
  }

  private static String lists(int depth, String value) {
    return "[".repeat(depth) + value + "]".repeat(depth);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("limits")
  void atALimitAStatementIsTakenAndItsFactsReadBackAndPastItItIsRefused(
      String example, String member, String at, String past) {
    Json statement = Examples.json(example);
    assertReadsBack(Examples.read(Edit.set(statement, member, Edit.json(at)).asRead()));
    assertThat(StatementReader.readStatement(Edit.set(statement, member, Edit.json(past)).asRead()))
        .isInstanceOfSatisfying(
            StatementReader.Invalid.class,
            refused ->
                assertThat(refused.faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.pointer()).startsWith(member)));
  }

  private static void assertReadsBack(StatementReader.Valid read) {
    assertThat(StatementReader.readFacts(read.facts())).isEqualTo(read.statement());
  }

  /** Values that stand at an edge of some type, wherever they are put. */
  private static Json edge(Random random, int depth) {
    String[] words = {
      "",
      " ",
      "x y",
      "\u0001",
      "é",
      "~",
      "x".repeat(256),
      "x".repeat(257),
      "a/b",
      "undisclosed",
      "0".repeat(64),
      "1e-100",
      "1e-101",
      "2026-02-29",
      "2024-02-29",
      "2026-11-20T10:00:00Z",
      "-0"
    };
    String[] numbers = {
      "0",
      "-0",
      "-1",
      "1",
      "1.0",
      "1e2",
      "1E+2",
      "0.1",
      "999999",
      "1000000",
      "1000000000",
      "1000000001",
      "1000000000000000000",
      "9223372036854775807",
      "9223372036854775808",
      "-9223372036854775808",
      "1e-400",
      "1.7976931348623157e308",
      "9".repeat(64),
      "9".repeat(65)
    };
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> Json.ofNull();
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> new Json.JsonNumber(numbers[random.nextInt(numbers.length)]);
      case 3, 4 -> Json.of(words[random.nextInt(words.length)]);
      case 5 -> Json.of(List.of(edge(random, depth - 1), edge(random, depth - 1)));
      case 6 -> {
        String[] names = {"unknown", "sha256", "text", "a", "target"};
        yield Json.object().put(names[random.nextInt(5)], edge(random, depth - 1)).build();
      }
      default ->
          Json.object()
              .put("sha256", edge(random, depth - 1))
              .put("n" + random.nextInt(9), edge(random, depth - 1))
              .build();
    };
  }

  /** Pointers to all values inside, the value itself left out. */
  private static List<String> places(Json json, String at) {
    var pointers = new ArrayList<String>();
    switch (json) {
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, value) -> {
                    pointers.add(at + "/" + name);
                    pointers.addAll(places(value, at + "/" + name));
                  });
      case JsonArray(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          pointers.add(at + "/" + i);
          pointers.addAll(places(items.get(i), at + "/" + i));
        }
      }
      default -> {
        // A scalar holds nothing.
      }
    }
    return pointers;
  }

  @Test
  void whateverIsTakenReadsBackAndNothingIsRefusedForWhatTheLedgerMadeOfIt() {
    long seed = new Random().nextLong();
    System.out.println("FactsLimitsTest: seed " + seed);
    var random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 7_000; i++) {
      Json statement = Examples.json(Examples.NAMES.get(i % Examples.NAMES.size()));
      List<String> places = places(statement, "");
      String place =
          random.nextInt(3) == 0 ? OPEN + "/e" : places.get(random.nextInt(places.size()));
      if (!place.startsWith(OPEN) || places.contains(OPEN)) {
        taken += tryOne(Edit.set(statement, place, edge(random, 6))) ? 1 : 0;
      }
    }
    assertThat(taken).as("statements taken").isGreaterThan(300);
  }

  private static boolean tryOne(Json statement) {
    return switch (StatementReader.readStatement(statement.asRead())) {
      case StatementReader.Valid valid -> {
        assertReadsBack(valid);
        yield true;
      }
      case StatementReader.Invalid(var faults, var asRead) -> {
        assertThat(faults).extracting(Fault::detail).noneMatch(d -> d.contains("read back"));
        yield false;
      }
      case StatementReader.NotJson not -> throw new AssertionError(not);
    };
  }

  @Test
  void manySmallStringsDoNotGrowIntoManyDigests() {
    Json open = Edit.json(repeated(repeated("\"\"", 1_000), 400));
    var refused =
        (StatementReader.Invalid)
            StatementReader.readStatement(
                Edit.set(Examples.json("evaluation"), OPEN + "/a", open).asRead());
    assertThat(refused.faults()).extracting(Fault::pointer).containsExactly(OPEN);
    assertThat(refused.faults().getFirst().detail()).contains("1048576 bytes");
  }

  @Test
  void factsEndAtOneMebibyteAndTheLargestMemberIsNamed() {
    Json result = Edit.json("{\"benchmark\":\"b\",\"benchmarkVersion\":\"1\",\"metric\":\"m\"}");
    for (String member : List.of("task", "filter", "split", "variant")) {
      result = Edit.set(result, "/" + member, text("x", 256));
    }
    result = Edit.set(result, "/value", "\"0.5\"");
    result = Edit.set(Edit.set(result, "/samples", "1"), "/settings", "\"quiz-5shot\"");
    Json few =
        Edit.set(
            Examples.json("evaluation"), "/results", Json.of(Collections.nCopies(800, result)));
    assertReadsBack(Examples.read(few.asRead()));
    Json many = Edit.set(few, "/results", Json.of(Collections.nCopies(1_000, result)));
    assertThat(StatementReader.readStatement(many.asRead()))
        .isInstanceOfSatisfying(
            StatementReader.Invalid.class,
            refused ->
                assertThat(refused.faults())
                    .extracting(Fault::pointer)
                    .containsExactly("/results"));
  }
}

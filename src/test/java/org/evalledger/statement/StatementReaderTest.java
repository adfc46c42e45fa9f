package org.evalledger.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each member of each type: needed or not, and never anything else than it must be. */
class StatementReaderTest {
  private static final List<String> HEADER =
      List.of("/type", "/version", "/ledgers", "/submitter", "/issuedAt");

  /** What each type cannot be without, besides what all have. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "key-register", List.of("/action", "/jwk", "/organisation", "/affiliations"),
          "key-revoke", List.of("/action", "/kid"),
          "key-grant", List.of("/action", "/grantee", "/namespaces", "/roles"),
          "benchmark",
              List.of(
                  "/benchmark",
                  "/benchmarkVersion",
                  "/dimension",
                  "/tasks",
                  "/tasks/0/id",
                  "/tasks/1/id",
                  "/metrics",
                  "/metrics/0/id",
                  "/metrics/0/kind",
                  "/metrics/0/unit",
                  "/metrics/0/direction",
                  "/metrics/1/id",
                  "/metrics/1/kind",
                  "/metrics/1/unit",
                  "/metrics/1/direction",
                  "/metrics/1/direction/target",
                  "/promptFamilies/0/id",
                  "/promptFamilies/0/sha256",
                  "/judge/model",
                  "/judge/version",
                  "/licence",
                  "/url"),
          "evaluation",
              List.of(
                  "/model",
                  "/model/id",
                  "/model/revision",
                  "/model/parameters",
                  "/run",
                  "/run/harness",
                  "/run/harness/name",
                  "/run/harness/version",
                  "/run/harness/revision",
                  "/run/hardware",
                  "/run/hardware/accelerator",
                  "/run/hardware/count",
                  "/settings",
                  "/settings/quiz-5shot/shots",
                  "/settings/quiz-5shot/seed",
                  "/settings/quiz-5shot/promptTemplate",
                  "/settings/quiz-5shot/promptTemplate/text",
                  "/settings/quiz-5shot/hyperparameters",
                  "/results",
                  "/results/0/benchmark",
                  "/results/0/benchmarkVersion",
                  "/results/0/metric",
                  "/results/0/value",
                  "/results/0/samples",
                  "/results/0/settings",
                  "/results/0/samplesDigest/sha256",
                  "/results/0/samplesDigest/root",
                  "/results/0/samplesDigest/count",
                  "/results/0/supersedes/index",
                  "/results/0/supersedes/leafHash",
                  "/results/0/supersedes/result",
                  "/results/1/benchmark",
                  "/results/1/benchmarkVersion",
                  "/results/1/metric",
                  "/results/1/value",
                  "/results/1/samples",
                  "/results/1/settings",
                  "/source/url",
                  "/source/publishedAt",
                  "/source/retrievedAt",
                  "/source/sha256",
                  "/source/claimedBy",
                  "/plan/index",
                  "/plan/leafHash"),
          "withdrawal", List.of("/entry", "/entry/index", "/entry/leafHash", "/reason"),
          "takedown", List.of("/entry", "/entry/index", "/entry/leafHash", "/reason"));

  /** Objects whose member names the sender chooses. */
  private static final List<String> MAPS =
      List.of(
          "/jwk",
          "/settings",
          "/run/software",
          "/settings/quiz-5shot/seed",
          "/settings/quiz-5shot/hyperparameters",
          "/settings/quiz-5shot/hyperparameters/nested");

  static Stream<String> examples() {
    return Examples.NAMES.stream();
  }

  private static List<String> faults(Json statement) {
    return switch (StatementReader.readStatement(statement.canonical())) {
      case StatementReader.Valid valid -> List.of();
      case StatementReader.Invalid(var faults, var asRead) ->
          faults.stream().map(Fault::pointer).toList();
      case StatementReader.NotJson not -> throw new AssertionError(not);
    };
  }

  /** Every member of every object, the inner ones too. */
  private static List<String> members(Json json, String at) {
    var pointers = new ArrayList<String>();
    switch (json) {
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, value) -> {
                    pointers.add(at + "/" + name);
                    pointers.addAll(members(value, at + "/" + name));
                  });
      case JsonArray(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          pointers.addAll(members(items.get(i), at + "/" + i));
        }
      }
      default -> {
        // Scalars have no members.
      }
    }
    return pointers;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aWholeExampleOfEachTypeIsRead(String name) {
    StatementReader.Valid read = Examples.read(Examples.bytes(name + ".json"));
    assertThat(name).startsWith(read.statement().type().word());
    assertThat(read.statement().header().submitter().value()).isEqualTo("example-lab");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exactlyTheRequiredMembersCannotBeLeftOut(String name) {
    Json example = Examples.json(name);
    var missed = new TreeSet<String>();
    for (String member : members(example, "")) {
      List<String> faults = faults(Edit.remove(example, member));
      if (faults.contains(member)) {
        missed.add(member);
      } else if (!onlyOneLeft(member)) {
        assertThat(faults).as("without %s", member).isEmpty();
      }
    }
    var required = new TreeSet<>(REQUIRED.getOrDefault(name, List.of()));
    required.addAll(HEADER);
    assertThat(missed).isEqualTo(required);
  }

  /** Without its only member a map is empty, or an unknown says nothing: another fault. */
  private static boolean onlyOneLeft(String member) {
    return member.endsWith("/unknown") || member.equals("/settings/quiz-5shot");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noMemberMayBeSomethingElse(String name) {
    Json example = Examples.json(name);
    for (String member : members(example, "")) {
      if (member.contains("/hyperparameters")) {
        continue;
      }
      for (String wrong : List.of("[[[]]]", "true", "{\"a\":{\"b\":[]}}", "\"\\u0007\"")) {
        if (wrong.equals("true") && member.endsWith("/primary")) {
          continue;
        }
        if (wrong.startsWith("\"") && isText(member)) {
          continue;
        }
        assertThat(faults(Edit.set(example, member, wrong)))
            .as("%s as %s", member, wrong)
            .isNotEmpty()
            .allMatch(pointer -> pointer.startsWith(outer(member)));
      }
    }
  }

  private static boolean isText(String member) {
    return member.matches(".*/(notes|reason|title|accelerator|torch|text|system|unknown)$");
  }

  /** The members of another type are all strange when the type or the action is. */
  private static String outer(String member) {
    return member.equals("/action")
        ? ""
        : member.replaceFirst("/unknown$", "").replaceFirst("^/jwk/.*", "/jwk");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aMemberThatNobodyKnowsIsRefusedWhereverItStands(String name) {
    Json example = Examples.json(name);
    assertThat(faults(Edit.set(example, "/surprise", "1"))).containsExactly("/surprise");
    for (String member : members(example, "")) {
      if (at(example, member) instanceof JsonObject object
          && !MAPS.contains(member)
          && object.get("unknown") == null) {
        String surprise = member + "/surprise";
        assertThat(faults(Edit.set(example, surprise, "1"))).as(name).containsExactly(surprise);
      }
    }
  }

  private static Json at(Json json, String pointer) {
    Json here = json;
    for (String step : pointer.substring(1).split("/", -1)) {
      Json next =
          switch (here) {
            case JsonObject object -> object.get(step);
            case JsonArray(var items) -> items.get(Integer.parseInt(step));
            default -> null;
          };
      if (next == null) {
        throw new AssertionError(pointer);
      }
      here = next;
    }
    return here;
  }

  @Test
  void aMemberMayBeUnknownOnlyWhereTheDesignSaysSo() {
    Json example = Examples.json("evaluation");
    String unknown = "{\"unknown\":\"undisclosed\"}";
    for (String member :
        List.of(
            "/model/revision",
            "/model/parameters",
            "/run/harness/version",
            "/run/hardware",
            "/settings/quiz-5shot/seed",
            "/settings/quiz-5shot/promptTemplate",
            "/settings/quiz-5shot/hyperparameters",
            "/settings/quiz-5shot/shots",
            "/results/0/samples",
            "/source/claimedBy")) {
      assertThat(faults(Edit.set(example, member, unknown))).as(member).isEmpty();
    }
    for (String member :
        List.of(
            "/model/id",
            "/run/harness/name",
            "/results/0/value",
            "/results/0/benchmark",
            "/results/0/metric",
            "/submitter",
            "/issuedAt",
            "/source/url")) {
      assertThat(faults(Edit.set(example, member, unknown))).as(member).isNotEmpty();
    }
  }

  @Test
  void aDocumentOfNoTypeIsNoStatement() {
    for (String document :
        List.of("[]", "7", "{}", "{\"type\":7}", "{\"type\":\"Evaluation\"}", "null")) {
      assertThat(StatementReader.readStatement(Bytes.ofUtf8(document)))
          .isInstanceOfSatisfying(
              StatementReader.Invalid.class, invalid -> assertThat(invalid.asRead()).isEmpty());
    }
  }

  @Test
  void whatIsReadDespiteFaultsSaysWhoSpeaksToWhom() {
    Json faulty = Edit.set(Examples.json("takedown"), "/entry", "7");
    assertThat(StatementReader.readStatement(faulty.canonical()))
        .isInstanceOfSatisfying(
            StatementReader.Invalid.class,
            invalid ->
                assertThat(invalid.asRead().orElseThrow().header().submitter().value())
                    .isEqualTo("example-lab"));
  }
}

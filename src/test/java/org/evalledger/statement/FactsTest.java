package org.evalledger.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays of a statement for good: frozen, free of text, and enough to rebuild from. */
class FactsTest {
  static Stream<String> examples() {
    return Examples.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areThoseThatTheDesignMakesOfTheStatement(String name) {
    Bytes facts = Examples.read(Examples.bytes(name + ".json")).facts();
    assertThat(facts.utf8()).isEqualTo(Examples.bytes(name + ".facts.json").utf8());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readBackToTheSameStatementAndToThemselves(String name) {
    StatementReader.Valid read = Examples.read(Examples.bytes(name + ".json"));
    assertThat(StatementReader.readFacts(read.facts())).isEqualTo(read.statement());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void holdNoFreeText(String name) {
    assertThat(Examples.bytes(name + ".json").utf8()).contains(textOf(name));
    Bytes facts = Examples.read(Examples.bytes(name + ".json")).facts();
    assertThat(Examples.freeText(Examples.object(facts))).isEmpty();
    assertThat(facts.utf8()).doesNotContain("Free");
  }

  private static String textOf(String name) {
    return name.equals("key-register") || name.equals("key-grant") ? "{" : "Free text";
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areTheSameHoweverTheStatementIsSpacedAndOrdered(String name) {
    StatementReader.Valid written = Examples.read(Examples.bytes(name + ".json"));
    Json reversed = reversed(Examples.json(name));
    Bytes other = Bytes.ofUtf8(" " + text(reversed) + "\n");
    assertThat(Examples.read(other).facts()).isEqualTo(written.facts());
  }

  private static Json reversed(Json json) {
    if (!(json instanceof Json.JsonObject object)) {
      return json;
    }
    var builder = Json.object();
    object.members().reversed().forEach((name, value) -> builder.put(name, reversed(value)));
    return builder.build();
  }

  /** As written, numbers too; RFC 8785 would write them anew. */
  private static String text(Json json) {
    return switch (json) {
      case Json.JsonNumber(var number) -> number;
      case Json.JsonArray(var items) ->
          "[" + String.join(",", items.stream().map(FactsTest::text).toList()) + "]";
      case Json.JsonObject object ->
          "{"
              + String.join(
                  " ,",
                  object.members().entrySet().stream()
                      .map(
                          member ->
                              Json.of(member.getKey()).canonical().utf8()
                                  + ": "
                                  + text(member.getValue()))
                      .toList())
              + "}";
      default -> json.canonical().utf8();
    };
  }

  @Test
  void numbersStayAsTheyWereWritten() {
    Evaluation read = (Evaluation) Examples.read(Examples.bytes("evaluation.json")).statement();
    assertThat(read.results())
        .extracting(result -> result.value().text())
        .containsExactly("0.2500", "1e-2");
  }

  @Test
  void otherFreeTextLeavesTheFactsAlone() {
    Json statement = Examples.json("evaluation");
    Json other = Edit.set(statement, "/notes", "\"something else\"");
    other = Edit.set(other, "/results/1/samples", "{\"unknown\":\"another reason\"}");
    assertThat(Examples.read(other.canonical()).facts())
        .isEqualTo(Examples.read(statement.canonical()).facts());
    Json prompt = Edit.set(statement, "/settings/quiz-5shot/promptTemplate/text", "\"other\"");
    assertThat(Examples.read(prompt.canonical()).facts())
        .isNotEqualTo(Examples.read(statement.canonical()).facts());
  }

  @Test
  void inAnyOtherFormAreRefused() {
    String facts = Examples.bytes("withdrawal.facts.json").utf8();
    String statement = Examples.json("withdrawal").canonical().utf8();
    for (String other :
        new String[] {
          facts + " ",
          facts.replace(":\"1\"", ":1"),
          facts.replace("[\"0\",\"3\"]", "[\"0\",\"03\"]"),
          facts.replace("{\"entry\"", "{\"another\":\"1\",\"entry\""),
          statement,
          "[]",
          "nothing"
        }) {
      assertThatThrownBy(() -> StatementReader.readFacts(Bytes.ofUtf8(other)))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

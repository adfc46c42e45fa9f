package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.statement.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which members make two results claims about the same measurement (design, §5). */
class ConflictKeyTest {
  private static final Json EVALUATION = TestStatements.evaluation("lab", "lab/one", 1, "0.5");

  private static ConflictKey key(Json statement) {
    Signed signed = Signatures.signed(statement, TestLedger.LAB);
    return ConflictKey.of((Evaluation) signed.statement()).getFirst();
  }

  static Stream<Arguments> parts() {
    String source =
        "{\"url\":\"https://example.org/%s\",\"publishedAt\":{\"unknown\":\"\"},"
            + "\"retrievedAt\":\"2026-01-0%dT00:00:00Z\",\"sha256\":\""
            + "0".repeat(64)
            + "\",\"claimedBy\":\"%s\"}";
    return Stream.of(
        Arguments.of("/submitter", "\"evaluator\""),
        Arguments.of("/source", source.formatted("a", 1, "them")),
        Arguments.of("/source", source.formatted("b", 1, "them")),
        Arguments.of("/source", source.formatted("a", 1, "others")),
        Arguments.of("/model/id", "\"lab/two\""),
        Arguments.of("/model/revision", "\"v2\""),
        Arguments.of("/model/precision", "\"int4\""),
        Arguments.of("/model/adapter", "\"lora-1\""),
        Arguments.of("/results/0/benchmark", "\"other\""),
        Arguments.of("/results/0/benchmarkVersion", "\"2\""),
        Arguments.of("/results/0/task", "\"add\""),
        Arguments.of("/results/0/metric", "\"f1\""),
        Arguments.of("/results/0/filter", "\"strict\""),
        Arguments.of("/results/0/k", "10"),
        Arguments.of("/results/0/split", "\"dev\""),
        Arguments.of("/results/0/variant", "\"typos\""),
        Arguments.of("/run/harness/name", "\"helm\""),
        Arguments.of("/run/harness/version", "\"0.4.9\""),
        Arguments.of("/run/harness/revision", "\"fedcba\""),
        Arguments.of("/settings/five/seed", "2"),
        Arguments.of("/settings/five/shots", "0"),
        Arguments.of("/settings/five/promptTemplate/text", "\"other\""),
        Arguments.of("/settings/five/hyperparameters/temperature", "\"1\""));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void eachPartMakesAnotherKey(String pointer, String value) {
    assertThat(key(Edit.set(EVALUATION, pointer, value))).isNotEqualTo(key(EVALUATION));
  }

  @Test
  void noTwoOfThemMakeTheSame() {
    Set<ConflictKey> keys = new HashSet<>();
    parts()
        .map(Arguments::get)
        .forEach(part -> keys.add(key(Edit.set(EVALUATION, (String) part[0], (String) part[1]))));
    assertThat(keys).hasSize((int) parts().count());
  }

  @Test
  void nothingElseDoes() {
    for (List<String> other :
        List.of(
            List.of("/issuedAt", "\"2026-01-01T00:00:01Z\""),
            List.of("/notes", "\"others\""),
            List.of("/ledgers", "[\"ledger.example.org/log\",\"other.example/log\"]"),
            List.of("/model/parameters", "2000000000"),
            List.of("/model/trainingTokens", "10"),
            List.of("/run/hardware", "{\"accelerator\":\"A100\",\"count\":8}"),
            List.of("/run/startedAt", "\"2025-12-31T00:00:00Z\""),
            List.of("/results/0/value", "\"0.7\""),
            List.of("/results/0/stderr", "\"0.1\""),
            List.of("/results/0/samples", "999"),
            List.of("/results/0/supersedes", "null"))) {
      assertThat(key(Edit.set(EVALUATION, other.get(0), other.get(1))))
          .as(other.get(0))
          .isEqualTo(key(EVALUATION));
    }
  }

  @Test
  void theNameOfTheSettingsInTheStatementIsNoPart() {
    Json renamed =
        Edit.set(
            Edit.set(Edit.remove(EVALUATION, "/settings/five"), "/settings/5", settings()),
            "/results/0/settings",
            "\"5\"");
    assertThat(key(renamed)).isEqualTo(key(EVALUATION));
  }

  private static Json settings() {
    return Edit.json(
        """
        {"hyperparameters":{"temperature":"0"},"seed":1,"shots":5,
         "promptTemplate":{"text":"{{question}}\\nAnswer:"}}
        """);
  }
}

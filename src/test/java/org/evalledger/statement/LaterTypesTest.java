package org.evalledger.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.evalledger.TestStatements;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;

/** Statements of models, policies and re-assessments, and the limits of their members. */
class LaterTypesTest {
  private static final JsonObject MODEL = TestStatements.model("lab", "lab/one", 1, "x/y");
  private static final JsonObject POLICY = TestStatements.policy("operator", "0.3", "0.9");

  private static StatementReader.Valid read(JsonObject json) {
    return (StatementReader.Valid) StatementReader.readStatement(json.canonical());
  }

  private static List<String> pointers(JsonObject json) {
    return StatementReader.readStatement(json.canonical())
            instanceof StatementReader.Invalid(var faults, var asRead)
        ? faults.stream().map(Fault::pointer).toList()
        : List.of();
  }

  private static final EntryReference ENTRY =
      new EntryReference(new EntryIndex(7), Sha256.ofHex("ab".repeat(32)));
  private static final JsonObject REPORT = TestStatements.report("ann", ENTRY);
  private static final JsonObject DECISION =
      TestStatements.superseding(
          TestStatements.decision("ann", ENTRY, "suspicion", "needs-evidence"), ENTRY);

  @Test
  void whatIsSaidOnCasesReadsBackToTheSameStatement() {
    for (JsonObject json :
        List.of(
            REPORT,
            REPORT.with("results", Json.of(List.of(Json.of(0)))),
            DECISION,
            DECISION.with("through", Json.of(9)),
            TestStatements.onBehalf(DECISION, "p", "one", "reviewer"),
            TestStatements.onCase("answer", "lab", ENTRY, "report"),
            TestStatements.onCase("appeal", "lab", ENTRY, "key"))) {
      var read = read(json);
      assertThat(StatementReader.readFacts(read.facts())).isEqualTo(read.statement());
      assertThat(read.facts().utf8())
          .doesNotContain("We ran", "another number", "my-run", "The figures");
    }
  }

  @Test
  void whatIsSaidOnCasesHasLimits() {
    String text = "x".repeat(ReviewStatement.MAX_TEXT);
    assertThat(pointers(REPORT.with("text", Json.of(text)))).isEmpty();
    assertThat(pointers(REPORT.with("text", Json.of(text + "x")))).containsExactly("/text");
    assertThat(pointers(DECISION.with("rationale", Json.of(text + "x"))))
        .containsExactly("/rationale");
    assertThat(pointers(DECISION.with("checks", words(Decision.MAX_CHECKS + 1, "size"))))
        .containsExactly("/checks");
    assertThat(pointers(DECISION.with("through", Json.of(-1)))).containsExactly("/through");
    assertThat(pointers(DECISION.with("outcome", Json.of("guilty")))).containsExactly("/outcome");
    assertThat(pointers(REPORT.with("links", words(Report.MAX_LINKS + 1, "https://example.org/"))))
        .containsExactly("/links");
    assertThat(pointers(REPORT.with("links", words(1, "javascript:x"))))
        .containsExactly("/links/0");
    assertThat(pointers(TestStatements.onCase("appeal", "lab", ENTRY, "gossip")))
        .containsExactly("/case/cause");
    assertThat(pointers(REPORT.with("onBehalfOf", Json.object().put("issuer", "x").build())))
        .containsExactly("/onBehalfOf/issuer", "/onBehalfOf/subjectDigest");
  }

  private static JsonObject reassessment(Json assessment) {
    return Json.object()
        .put("type", "reassessment")
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of("ledger.example.org/log")))
        .put("submitter", "service")
        .put("issuedAt", TestStatements.ISSUED_AT)
        .put("entry", Json.object().put("index", 1).put("leafHash", "ab".repeat(32)).build())
        .put("algorithm", "size-profile-1")
        .put("assessment", assessment)
        .build();
  }

  @Test
  void theFactsReadBackToTheSameStatement() {
    for (JsonObject json :
        List.of(MODEL, POLICY, reassessment(Json.object().put("prefix", 1).build()))) {
      var read = read(json);
      assertThat(StatementReader.readFacts(read.facts())).isEqualTo(read.statement());
    }
  }

  @Test
  void modelCardsAndReasonsStayOutOfTheFacts() {
    assertThat(read(MODEL).facts().utf8()).doesNotContain("# A model");
    assertThat(read(POLICY).facts().utf8()).doesNotContain("inbox");
  }

  @Test
  void aReassessmentKeepsTheDigestOfWhatItCarries() {
    var assessment = Json.object().put("algorithm", "size-profile-1").put("prefix", 9).build();
    Sha256 digest = assessment.canonical().sha256();
    var whole = read(reassessment(assessment));
    var named = read(reassessment(Json.object().put("sha256", digest.hex()).build()));
    assertThat(((Reassessment) whole.statement()).assessment()).isEqualTo(digest);
    assertThat(named.facts()).isEqualTo(whole.facts());
  }

  @Test
  void thresholdsLieInOrderAndInRange() {
    assertThat(pointers(TestStatements.policy("operator", "0.9", "0.3")))
        .containsExactly("/thresholds");
    assertThat(pointers(TestStatements.policy("operator", "0", "1.1")))
        .containsExactly("/thresholds/watch", "/thresholds/flagged");
    var tau = Json.object().put("choice", "-0.1").put("generative", "2.1").build();
    assertThat(pointers(POLICY.with("tau", tau))).containsExactly("/tau/choice", "/tau/generative");
  }

  @Test
  void membersPastTheirLimitsAreRefused() {
    String card = "x".repeat(ModelStatement.MAX_CARD);
    assertThat(pointers(MODEL.with("modelCard", Json.of(card)))).isEmpty();
    assertThat(pointers(MODEL.with("modelCard", Json.of(card + "x"))))
        .containsExactly("/modelCard");
    assertThat(pointers(MODEL.with("baseModels", words(17, "x/y")))).containsExactly("/baseModels");
    for (String list : List.of("modalities", "jobs", "formats", "languages")) {
      assertThat(pointers(MODEL.with(list, words(200, "en")))).isEmpty();
      assertThat(pointers(MODEL.with(list, words(201, "en")))).containsExactly("/" + list);
    }
    assertThat(pointers(MODEL.with("parameters", Json.of(0)))).containsExactly("/parameters");
    assertThat(pointers(POLICY.with("rolesByClaim", words(1_001, "x"))))
        .containsExactly("/rolesByClaim");
    assertThat(pointers(POLICY.with("surprise", Json.of(1)))).containsExactly("/surprise");
  }

  private static Json words(int count, String word) {
    return Json.ofStrings(Collections.nCopies(count, word));
  }
}

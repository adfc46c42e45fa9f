package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Comparison;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.Size;
import org.evalledger.baseline.Tau;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.Relation;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner says of a model binds results that say otherwise; a result states 1 billion. */
class ModelTricksTest {
  private final TestLedger log = TestLedger.founded();

  private void says(JsonObject model) {
    log.append(model, TestLedger.LAB);
  }

  private static JsonObject model(long parameters) {
    return TestStatements.model("lab", "lab/one", parameters, "x/base");
  }

  private List<Observation> observations() {
    return observations(
        TestStatements.evaluation("lab", "lab/one", 1, "0.6"), Relation.FIRST_PARTY);
  }

  private List<Observation> observations(JsonObject json, Relation relation) {
    var read = (StatementReader.Valid) StatementReader.readStatement(json.canonical());
    return ResultObservations.of(
        log.ledger(),
        (Evaluation) read.statement(),
        relation,
        Instant.parse("2026-03-01T00:00:00Z"),
        log.entries().size());
  }

  private Comparison comparison() {
    return Comparison.of(new BaselineState(), observations(), Tau.MEASURED);
  }

  @Test
  void theSmallerSizeThatTheOwnerStatedCounts() {
    says(model(500_000_000));
    assertThat(comparison().log2Size()).isCloseTo(-1, within(1e-12));
  }

  @Test
  void aLargerSizeStatedLaterRaisesNothing() {
    says(model(500_000_000));
    says(model(70_000_000_000L));
    assertThat(comparison().log2Size()).isCloseTo(-1, within(1e-12));
  }

  @Test
  void aLargerSizeThanTheResultsRaisesNothing() {
    says(model(70_000_000_000L));
    assertThat(comparison().log2Size()).isCloseTo(0, within(1e-12));
  }

  @Test
  void sizesThatDifferAreALineOfEvidence() {
    says(model(500_000_000));
    var checks = SourceChecks.ofStatement(comparison(), observations().getFirst());
    assertThat(checks).extracting(Check::name).contains("parameters");
  }

  @Test
  void aSizeOfAnotherRevisionSaysNothing() {
    says(model(500_000_000).with("revision", Json.of("step1")));
    assertThat(comparison().log2Size()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aMixtureIsNotDenseBecauseTheResultLeavesItsActiveCountOut() {
    says(model(1_000_000_000).with("activeParameters", Json.of(250_000_000)));
    assertThat(comparison().log2Size()).isCloseTo(-1, within(1e-12));
  }

  @Test
  void aMixtureWhoseActiveCountIsWithheldHasNoSize() {
    says(
        model(1_000_000_000)
            .with("activeParameters", Json.object().put("unknown", "undisclosed").build()));
    assertThat(comparison().sizeKnown()).isFalse();
  }

  @Test
  void aClosedModelHasTheSizeThatOthersState() {
    says(model(1).with("parameters", Json.object().put("unknown", "undisclosed").build()));
    assertThat(comparison().log2Size()).isCloseTo(0, within(1e-12));
  }

  @Test
  void anEarlierReleaseCountsHoweverLateItIsRun() {
    says(model(1_000_000_000));
    assertThat(observations().getFirst().times().earliest())
        .isEqualTo(Instant.parse("2025-06-01T00:00:00Z"));
  }

  @Test
  void aLaterReleaseBuysNoLaterPeers() {
    says(model(1_000_000_000).with("releaseDate", Json.of("2026-01-15")));
    assertThat(observations().getFirst().times().earliest())
        .isEqualTo(Instant.parse(TestStatements.ISSUED_AT));
  }

  @Test
  void theLineageGoesOnBehindTheBase() {
    says(TestStatements.model("lab", "lab/one", 1_000_000_000, "lab/base"));
    says(TestStatements.model("lab", "lab/base", 1_000_000_000, "x/root"));
    assertThat(observations().getFirst().subject().lineage()).containsExactly("lab/base", "x/root");
  }

  @Test
  void aLineageThatTurnsInACircleEnds() {
    says(TestStatements.model("lab", "lab/one", 1_000_000_000, "lab/base"));
    says(TestStatements.model("lab", "lab/base", 1_000_000_000, "lab/one"));
    assertThat(observations().getFirst().subject().lineage()).containsExactly("lab/base");
  }

  @Test
  void nobodyElseSpeaksForTheModel() {
    assertThatThrownBy(
            () ->
                log.append(
                    TestStatements.model("evaluator", "lab/one", 1, "x/base"),
                    TestLedger.EVALUATOR))
        .hasMessageContaining("Forbidden");
  }

  @Test
  void thePolicyInForceSetsThresholdsAndTau() {
    assertThat(Thresholds.of(log.ledger())).isEqualTo(Thresholds.BUILT_IN);
    log.append(TestStatements.policy("operator", "0.3", "0.9"), TestLedger.OPERATOR);
    assertThat(Thresholds.of(log.ledger())).isEqualTo(new Thresholds(0.3, 0.9, new Tau(0.1, 0.2)));
    assertThatThrownBy(() -> log.append(TestStatements.policy("lab", "0.3", "0.9"), TestLedger.LAB))
        .hasMessageContaining("Forbidden");
  }

  /**
   * The lab's result names no base, the stranger's does; neither the lab nor the log believes it.
   */
  @Test
  void aStrangersBaseModelIsAClaimOfItsOwn() {
    var json = TestStatements.evaluation("stranger", "lab/one", 1, "0.6");
    json =
        json.with(
            "model",
            ((JsonObject) Objects.requireNonNull(json.get("model")))
                .with("baseModel", Json.of("rival/best")));
    var subject = observations(json, Relation.THIRD_PARTY).getFirst().subject();
    assertThat(subject.lineage()).isEmpty();
    assertThat(subject.claimed()).containsExactly("rival/best");
    var own = json.with("submitter", Json.of("lab"));
    assertThat(observations(own, Relation.FIRST_PARTY).getFirst().subject().lineage())
        .containsExactly("rival/best");
  }

  @Test
  void whatAModelStatementSaysIsNoClaim() {
    says(model(1_000_000_000));
    var json = TestStatements.evaluation("stranger", "lab/one", 1, "0.6");
    var subject = observations(json, Relation.THIRD_PARTY).getFirst().subject();
    assertThat(subject.lineage()).containsExactly("x/base");
    assertThat(subject.claimed()).isEmpty();
  }

  /** Whatever the reason: a mixture that keeps its active count back is not dense. */
  @ParameterizedTest
  @ValueSource(strings = {"undisclosed", "not recorded", ""})
  void anActiveCountThatIsNotKnownLeavesNoSize(String why) {
    var unknown = Json.object().put("unknown", why).build();
    var json = TestStatements.evaluation("lab", "lab/one", 1, "0.6");
    var model = ((JsonObject) Objects.requireNonNull(json.get("model")));
    var of =
        observations(
            json.with("model", model.with("activeParameters", unknown)), Relation.FIRST_PARTY);
    assertThat(of.getFirst().subject().size()).isInstanceOf(Size.Unknown.class);
    says(model(1_000_000_000).with("activeParameters", unknown));
    assertThat(comparison().sizeKnown()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"10, true", "0.1, true", "999, true", "1000, false", "2000, false"})
  void aRunWithALimitBelowTheItemsIsTruncated(String limit, boolean truncated) {
    assertThat(limited(new Json.JsonNumber(limit))).isEqualTo(truncated);
  }

  @Test
  void noLimitIsNone() {
    assertThat(limited(Json.ofNull())).isFalse();
    assertThat(limited(Json.of("all of them"))).isTrue();
  }

  private boolean limited(Json limit) {
    var json = TestStatements.evaluation("lab", "lab/one", 1, "0.6");
    var settings = (JsonObject) Objects.requireNonNull(json.get("settings"));
    var five = (JsonObject) Objects.requireNonNull(settings.get("five"));
    var limited = five.with("hyperparameters", Json.object().put("limit", limit).build());
    var observations =
        observations(json.with("settings", settings.with("five", limited)), Relation.FIRST_PARTY);
    return observations.getFirst().truncated();
  }

  /** The friend names the lab as affiliated; the lab says nothing of it. */
  @Test
  void anAffiliationThatOnlyTheOtherSideStatesCounts() {
    var friend = TestLedger.key(40);
    log.append(
        TestStatements.register("friend", friend.publicKey())
            .with("affiliations", Json.ofStrings(List.of("lab"))),
        friend,
        TestLedger.OPERATOR);
    var lab = observations().getFirst();
    assertThat(lab.submitter().affiliates()).contains("friend");
    assertThat(lab.subject().kin()).contains("friend");
    assertThat(lab.subject().owners()).doesNotContain("friend");
  }

  /** Whom the lab names stands first in the alphabet, and no result on its models counts for it. */
  @Test
  void resultsCountForTheOwnerHoweverItsAffiliatesAreCalled() {
    var maker = TestLedger.key(41);
    log.append(
        TestStatements.register("maker", maker.publicKey())
            .with("affiliations", Json.ofStrings(List.of("aaa"))),
        maker,
        TestLedger.OPERATOR);
    log.append(
        TestStatements.grant("operator", "maker", "maker", "submitter"), TestLedger.OPERATOR);
    var json = TestStatements.evaluation("evaluator", "maker/one", 1, "0.6");
    var subject = observations(json, Relation.THIRD_PARTY).getFirst().subject();
    assertThat(subject.owners()).containsExactly("maker", "aaa");
  }
}

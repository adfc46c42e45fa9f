package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lab may try with statements of its own, and what it gets. */
class GuardsTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final World WORLD = World.of(200);

  /** Honest but for a raised first benchmark. */
  private static Draft raised(String model) {
    return Draft.of(model)
        .billions(8)
        .score("alpha", "0.700")
        .score("beta", "0.426")
        .score("gamma", "0.354")
        .score("delta", "0.289");
  }

  private static double figure(Assessment assessment, String check, String figure) {
    var json = World.check(assessment.results().getFirst().checks(), check).figures();
    var text = json.canonical().utf8();
    var number = Pattern.compile("\"" + figure + "\":\"?([-0-9.]+)").matcher(text);
    assertThat(number.find()).as(text).isTrue();
    return Double.parseDouble(number.group(1));
  }

  /** Forty look-alikes of the raised model, a little apart each, so that none is a near-copy. */
  private static World surrounded(String organisation, String... ancestors) {
    var world = WORLD.copy();
    for (int i = 0; i < 40; i++) {
      var draft = Draft.of(organisation + "/copy" + i).billions(8).from(ancestors);
      double off = 0.03 * (i % 8) - 0.1;
      draft.score("alpha", World.share(0.847 + off));
      draft.score("beta", World.share(-0.3 + 0.04 * (i % 5) - 0.08));
      draft.score("gamma", World.share(-0.6 + 0.05 * (i % 7) - 0.1));
      draft.score("delta", World.share(-0.9 - off));
      world.submit(draft);
    }
    return world;
  }

  @Test
  void ownModelsAreNoPeers() {
    double before = figure(WORLD.assess(raised("lab/raised")), "profile", "z");
    double after = figure(surrounded("lab").assess(raised("lab/raised")), "profile", "z");
    assertThat(after).isCloseTo(before, within(0.05 * before));
    assertThat(figure(surrounded("lab").assess(raised("lab/raised")), "size", "z"))
        .isCloseTo(figure(WORLD.assess(raised("lab/raised")), "size", "z"), within(0.3));
  }

  @Test
  void modelsOfAffiliatesAreNoPeers() {
    double before = figure(WORLD.assess(raised("lab/raised")), "profile", "z");
    var friendly = surrounded("friend");
    double after =
        figure(friendly.assess(raised("lab/raised").affiliates("friend")), "profile", "z");
    assertThat(after).isCloseTo(before, within(0.05 * before));
  }

  @Test
  void theLineageIsNoPeer() {
    double before = figure(WORLD.assess(raised("lab/raised")), "profile", "z");
    var family = surrounded("strawman", "lab/raised");
    double after = figure(family.assess(raised("lab/raised")), "profile", "z");
    assertThat(after).isCloseTo(before, within(0.05 * before));
  }

  /** Forty look-alikes by somebody not known to be a friend move the expectation by a third. */
  @Test
  void anUnknownFriendIsASmallPartOfAnyBaseline() {
    double alone = figure(WORLD.assess(raised("lab/raised")), "profile", "z");
    double helped = figure(surrounded("friend").assess(raised("lab/raised")), "profile", "z");
    assertThat(helped).isGreaterThan(alone * 2 / 3);
  }

  /** Forty results just below the rival's honest ones, and forty far below. */
  @Test
  void aLabCannotLowerARivalsBaseline() {
    var rival = World.honest("rival/model", 3, 0.2);
    double before = figure(WORLD.assess(rival), "size", "z");
    var world = WORLD.copy();
    for (int i = 0; i < 80; i++) {
      world.submit(World.honest("lab/low" + i, 3 + 0.01 * (i % 9), -1.5 - 0.02 * i));
    }
    var after = world.assess(rival);
    assertThat(figure(after, "size", "z")).isCloseTo(before, within(1.0));
    assertThat(after.worst()).isEqualTo(Verdict.PLAUSIBLE);
  }

  /** Results on others' models by somebody who is no evaluator count as the submitter's own. */
  @Test
  void lowFiguresForOthersModelsWeighLittleToo() {
    var rival = World.honest("rival/model", 3, 0.2);
    var world = WORLD.copy();
    for (int i = 0; i < 80; i++) {
      world.submit(World.honest("org" + i + "/model", 3, -1.5 - 0.02 * i).by("lab", false));
    }
    assertThat(world.assess(rival).worst()).isEqualTo(Verdict.PLAUSIBLE);
  }

  @Test
  void nearCopiesCountOnce() {
    var once = WORLD.copy();
    once.submit(World.honest("family/first", 3, -0.8));
    var often = once.copy();
    for (int i = 0; i < 30; i++) {
      often.submit(World.honest("family" + i + "/copy", 3, -0.8 + 0.001 * (i % 3)));
    }
    var model = World.honest("lab/model", 3, 0);
    assertThat(figure(often.assess(model), "profile", "z"))
        .isCloseTo(figure(once.assess(model), "profile", "z"), within(0.01));
  }

  /** A hundred harmless results more, in statements of their own, leave the raised one found. */
  @Test
  void paddingHidesNothing() {
    var world = WORLD.copy();
    world.submit(raised("lab/raised"));
    Assessment last = world.assess(raised("lab/raised"));
    for (int i = 0; i < 100; i++) {
      last = world.submit(Draft.of("lab/raised").billions(8).score("padding" + i, "0.500"));
    }
    assertThat(last.model().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(last.model().benchmarks()).isEqualTo(20);
  }

  /** Thirty shots instead of five: a key without peers, so the wider circle is asked. */
  @Test
  void aChangedProtocolBuysNoFreedomFromComparison() {
    var reported = new Reported(new BigDecimal("0.960"), Draft.ITEMS, null, StderrMethod.UNKNOWN);
    var draft =
        Draft.of("lab/shots")
            .billions(2)
            .score(Draft.protocol("alpha", 30), Draft.fraction(), reported);
    var assessment = WORLD.assess(draft);
    assertThat(assessment.worst()).isEqualTo(Verdict.FLAGGED);
    assertThat(assessment.json().canonical().utf8()).contains("\"comparedWith\":\"benchmark\"");
  }

  /** All sixty but the model itself and one near-copy. */
  @Test
  void anEvaluatorsResultsStayPeersOfEachOther() {
    var world = World.of(60, draft -> draft.by("board", true));
    var next = world.assess(World.honest("next/m", 3, 0.3).by("board", true));
    assertThat(next.json().canonical().utf8()).contains("\"comparedWith\":\"protocol\"");
    var own = world.assess(World.honest("org7/model", 3, 0.3).by("board", true));
    assertThat(World.check(own.results().getFirst().checks(), "size").figures().canonical().utf8())
        .contains("\"peers\":58");
  }

  /**
   * Five hundred models in five hundred invented namespaces, each a little apart, all of them as
   * the raised one or far above its size: what a collector states counts for each namespace.
   */
  private static World crowded(String collector, double raised) {
    var world = WORLD.copy();
    for (int i = 0; i < 500; i++) {
      double off = 0.03 * (i % 9) - 0.12;
      var draft =
          Draft.of("invented" + i + "/model")
              .billions(8)
              .score("alpha", World.share(raised + off))
              .score("beta", World.share(-0.3 + 0.04 * (i % 7) - 0.12))
              .score("gamma", World.share(-0.6 + 0.05 * (i % 11) - 0.25))
              .score("delta", World.share(-0.9 - off));
      world.submit(draft.ownedBy().by(collector, true).collectedFrom("https://x.example/board"));
    }
    return world;
  }

  /** Both signals, both ways. */
  @ParameterizedTest
  @ValueSource(doubles = {0.847, -1.5})
  void fiveHundredInventedNamespacesMoveNobodysExpectationByHalfADeviation(double raised) {
    var honest = World.honest("rival/model", 3, 0.2);
    var crowded = crowded("collector", raised);
    for (var signal : List.of("profile", "size")) {
      double before = figure(WORLD.assess(honest), signal, "z");
      double after = figure(crowded.assess(honest), signal, "z");
      System.out.printf("%s, invented at %.3f: z %.3f, then %.3f%n", signal, raised, before, after);
      assertThat(after).as(signal).isCloseTo(before, within(0.5));
    }
    assertThat(crowded.assess(honest).worst()).isEqualTo(Verdict.PLAUSIBLE);
  }

  /** Whom they were to hide is told from its profile as before, within a fifth. */
  @Test
  void fiveHundredInventedNamespacesHideNobody() {
    double alone = figure(WORLD.assess(raised("lab/raised")), "profile", "z");
    var crowded = crowded("collector", 0.847);
    assertThat(figure(crowded.assess(raised("lab/raised")), "profile", "z"))
        .isGreaterThan(0.8 * alone);
    assertThat(crowded.assess(raised("lab/raised")).worst()).isNotEqualTo(Verdict.PLAUSIBLE);
  }

  /** Each neighbour of the rival is said, by strangers, to be made from the rival's model. */
  @Test
  void aStrangersClaimTakesNobodyOutOfAnothersNeighbourhood() {
    var world = WORLD.copy();
    var rival = raised("rival/model");
    world.submit(World.honest("rival/model", 3, 0.2));
    for (int i = 0; i < 150; i++) {
      var claim = Draft.of("org" + i + "/model").billions(8).from("rival/model");
      world.submit(claim.score("side" + i, "0.500").by("stranger" + i % 2, i % 2 == 0));
    }
    assertThat(figure(world.assess(rival), "profile", "z"))
        .isCloseTo(figure(WORLD.assess(rival), "profile", "z"), within(0.3));
  }

  /** The claim binds who makes it: that statement is not compared with the model it names. */
  @Test
  void aStrangersClaimBindsItsOwnStatement() {
    var plain = World.honest("other/tune", 3, 0).by("stranger", false);
    var claiming = World.honest("other/tune", 3, 0).by("stranger", false).from("org7/model");
    assertThat(figure(WORLD.assess(plain), "size", "peers")).isEqualTo(192);
    assertThat(figure(WORLD.assess(claiming), "size", "peers")).isEqualTo(191);
  }

  /** A world that grows better by the month, of one year; then nothing for ten. */
  @Test
  void aDateLongAfterAllPeersExplainsNothing() {
    var world =
        World.of(
            200,
            draft -> {
              int number = Integer.parseInt(draft.model().replaceAll("[^0-9]", ""));
              return draft.at(START.plus(Duration.ofDays(number * 365 / 200)));
            },
            number -> 0.005 * number);
    var inTime = raised("lab/raised").at(START.plus(Duration.ofDays(365)));
    var late = raised("lab/raised").at(START.plus(Duration.ofDays(3_650)));
    for (var signal : List.of("size", "profile")) {
      assertThat(figure(world.assess(late), signal, "z"))
          .as(signal)
          .isCloseTo(figure(world.assess(inTime), signal, "z"), within(0.4));
    }
  }

  /** Alone the raised benchmark has no profile; the others, sent after it, do not look back. */
  @Test
  void sendingTheRaisedBenchmarkFirstHidesNothing() {
    var world = WORLD.copy();
    long first = world.size();
    var alone = world.submit(Draft.of("lab/raised").billions(8).score("alpha", "0.700"));
    assertThat(alone.worst()).isEqualTo(Verdict.PLAUSIBLE);
    var rest =
        Draft.of("lab/raised")
            .billions(8)
            .score("beta", "0.426")
            .score("gamma", "0.354")
            .score("delta", "0.289");
    var assessment = world.submit(rest);
    assertThat(assessment.model().verdict()).isEqualTo(Verdict.FLAGGED);
    var late = World.check(assessment.model().checks(), "late-profile");
    assertThat(late.sentence()).startsWith("alpha 0.7 of entry " + first + ", which came before");
    assertThat(late.figures().canonical().utf8()).contains("\"entry\":" + first);
    var next = world.submit(Draft.of("lab/raised").billions(8).score("epsilon", "0.500"));
    assertThat(next.model().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  /** The raised one first, sixty that nobody else has after it, and the profile last. */
  @Test
  void junkBehindTheRaisedBenchmarkHidesNothing() {
    var world = WORLD.copy();
    world.submit(Draft.of("lab/raised").billions(8).score("alpha", "0.700"));
    for (int i = 0; i < 60; i++) {
      world.submit(Draft.of("lab/raised").billions(8).score("junk" + i, "0.500"));
    }
    var rest = Draft.of("lab/raised").billions(8).score("beta", "0.426").score("gamma", "0.354");
    var assessment = world.assess(rest.score("delta", "0.289"));
    assertThat(World.check(assessment.model().checks(), "late-profile").sentence())
        .startsWith("alpha");
    assertThat(assessment.model().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  /** A stranger states a low profile, or one raised result, before the rival's honest ones. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStrangersFiguresFrameNobody(boolean raised) {
    var rival = Draft.of("rival/model").billions(8).score("alpha", "0.550");
    var world = WORLD.copy();
    var low = Draft.of("rival/model").ownedBy("rival").billions(8).by("stranger", false);
    world.submit(
        raised
            ? low.score("alpha", "0.950")
            : low.score("beta", "0.100").score("gamma", "0.080").score("delta", "0.050"));
    var honest = raised ? World.honest("rival/model", 3, 0.2) : rival;
    var assessment = world.assess(honest);
    assertThat(assessment.worst()).isEqualTo(Verdict.PLAUSIBLE);
    assertThat(assessment.model().verdict()).isEqualTo(WORLD.assess(honest).model().verdict());
    assertThat(assessment.model().p()).isEqualTo(WORLD.assess(honest).model().p());
  }

  /** A hundred and fifty weak models, stated again by a lab without a role, as they were. */
  @Test
  void statingOthersResultsAgainTakesNobodyOut() {
    var world = WORLD.copy();
    double before = figure(world.assess(raised("lab/raised")), "profile", "z");
    for (int i = 0; i < 150; i++) {
      var again = World.honest("org" + i + "/model", 3, -0.5).ownedBy("org" + i);
      world.submit(again.by("lab", false));
    }
    assertThat(figure(world.assess(raised("lab/raised")), "size", "peers"))
        .isEqualTo(figure(WORLD.assess(raised("lab/raised")), "size", "peers"));
    assertThat(figure(world.assess(raised("lab/raised")), "profile", "z"))
        .isCloseTo(before, within(0.05));
  }

  @Test
  void anHonestBenchmarkSentFirstStaysPlausible() {
    var world = WORLD.copy();
    world.submit(Draft.of("lab/honest").billions(8).score("alpha", "0.550"));
    var rest = World.honest("lab/honest", 3, 0.2);
    assertThat(world.submit(rest).model().verdict()).isEqualTo(Verdict.PLAUSIBLE);
  }
}

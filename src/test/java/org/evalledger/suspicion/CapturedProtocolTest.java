package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

/** Protocols that are filled by those who want to be compared under them alone. */
class CapturedProtocolTest {
  private static final World WORLD = World.of(200);

  private static Draft fresh(Draft draft, String benchmark, String value) {
    var plain = Draft.protocol(benchmark, 5);
    var protocol =
        new ProtocolKey(
            benchmark,
            plain.version(),
            null,
            plain.metric(),
            "fresh",
            plain.harnessFamily(),
            plain.shots(),
            plain.promptFamily());
    var reported = new Reported(new BigDecimal(value), Draft.ITEMS, null, StderrMethod.UNKNOWN);
    return draft.score(protocol, Draft.fraction(), reported);
  }

  /** What a model of two billion never reached, between figures that are none of a kind. */
  private static String high(int number) {
    return World.share(2.6 + 0.03 * (number % 17));
  }

  private static String small() {
    return World.share(2.8);
  }

  private static String figures(Assessment assessment, String check) {
    return World.check(assessment.results().getFirst().checks(), check)
        .figures()
        .canonical()
        .utf8();
  }

  private static void assertSeenBesideAll(World world) {
    var raised = fresh(Draft.of("lab/raised").billions(2), "alpha", small());
    var assessment = world.assess(raised);
    assertThat(figures(assessment, "size")).contains("\"comparedWith\":\"benchmark\"");
    assertThat(assessment.worst()).isIn(Verdict.WATCH, Verdict.FLAGGED);
  }

  @Test
  void aFriendsThirtyRevisionsCaptureNoFilter() {
    var world = WORLD.copy();
    for (int i = 0; i < 30; i++) {
      var draft = Draft.of("friend/model").revision("step" + i).billions(2);
      world.submit(fresh(draft, "alpha", high(i)));
    }
    assertSeenBesideAll(world);
  }

  /** Beside all others they have the say that thirty results of a collector have. */
  @Test
  void thirtyNamespacesThatACollectorInventedCaptureNoFilter() {
    var world = WORLD.copy();
    for (int i = 0; i < 30; i++) {
      var draft = Draft.of("invented" + i + "/model").ownedBy().billions(2).by("collector", true);
      world.submit(fresh(draft, "alpha", high(i)));
    }
    var raised = fresh(Draft.of("lab/raised").billions(2), "alpha", small());
    var size = figures(world.assess(raised), "size");
    assertThat(size).contains("\"comparedWith\":\"benchmark\"", "\"peers\":222");
  }

  /** Eight of each of four organisations are enough, as they always were. */
  @Test
  void aProtocolThatFourOrganisationsUseIsComparedUnderItself() {
    var world = WORLD.copy();
    for (int i = 0; i < 32; i++) {
      var draft = Draft.of("org" + i % 4 + "/other" + i).billions(2 + i);
      world.submit(fresh(draft, "alpha", World.share(0.1 * (i % 7))));
    }
    var next = fresh(Draft.of("lab/next").billions(8), "alpha", "0.550");
    assertThat(figures(world.assess(next), "size")).contains("\"comparedWith\":\"protocol\"");
  }

  /** A board that one collector alone states is compared within itself: nobody else knows more. */
  @Test
  void aCollectorsBoardIsComparedWithinItselfWhereNobodyElseIs() {
    var world = World.of(60, draft -> draft.ownedBy().by("collector", true));
    var next = Draft.of("next/model").ownedBy().by("collector", true).billions(8);
    assertThat(figures(world.assess(next.score("alpha", "0.550")), "size"))
        .contains("\"comparedWith\":\"protocol\"");
  }

  /** Forty organisations that have nothing else: under their filter there is no profile. */
  @Test
  void aFilterWithoutProfilesHidesNoProfile() {
    var world = WORLD.copy();
    for (int i = 0; i < 40; i++) {
      var draft = Draft.of("maker" + i + "/model").billions(8);
      world.submit(fresh(draft, "alpha", World.share(0.6 + 0.02 * (i % 13))));
    }
    var raised =
        fresh(Draft.of("lab/raised").billions(8), "alpha", "0.800")
            .score("beta", "0.426")
            .score("gamma", "0.354")
            .score("delta", "0.289");
    var assessment = world.assess(raised);
    assertThat(figures(assessment, "size")).contains("\"comparedWith\":\"protocol\"");
    assertThat(figures(assessment, "profile")).contains("\"comparedWith\":\"benchmark\"");
    assertThat(assessment.worst()).isNotEqualTo(Verdict.PLAUSIBLE);
  }

  /**
   * The other benchmarks under a filter that only own revisions have: no profile, it was thought.
   */
  @Test
  void ownRevisionsUnderAFilterOfTheOtherBenchmarksHideNoProfile() {
    var world = WORLD.copy();
    for (int i = 0; i < 40; i++) {
      var draft = Draft.of("lab/earlier").revision("step" + i).billions(8);
      for (var benchmark : List.of("beta", "gamma", "delta")) {
        fresh(draft, benchmark, World.share(0.05 * (i % 11) - 0.4));
      }
      world.submit(draft);
    }
    var raised = Draft.of("lab/raised").billions(8).score("alpha", "0.700");
    fresh(raised, "beta", "0.426");
    fresh(raised, "gamma", "0.354");
    fresh(raised, "delta", "0.289");
    var assessment = world.assess(raised);
    assertThat(World.has(assessment.results().getFirst().checks(), "profile")).isTrue();
    assertThat(assessment.worst()).isIn(Verdict.WATCH, Verdict.FLAGGED);
  }
}

package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.evalledger.ledger.ClaimedAbove;
import org.evalledger.statement.EntryIndex;
import org.junit.jupiter.api.Test;

/** Every claim that a reproduction refutes is named, whatever stands beside it. */
class ApartTest {
  private static final EntryIndex HERE = new EntryIndex(62);

  private static Draft claim(String value) {
    return Draft.of("lab/claims").billions(8).score("epsilon", value);
  }

  private static List<ClaimedAbove> found(Assessment assessment) {
    return Outdone.of(HERE, Optional.of(assessment.json().canonical()));
  }

  @Test
  void aClaimFarOutHidesNoOther() {
    var world = World.of(60);
    world.submit(claim("0.990"));
    world.submit(claim("0.900"));
    var again = Draft.of("lab/claims").by("tester", true).billions(8).score("epsilon", "0.600");
    assertThat(found(world.assess(again)))
        .extracting(pair -> pair.claim().value())
        .containsExactly(60L, 61L);
    assertThat(found(world.assess(again)))
        .allMatch(pair -> pair.result() == 0 && pair.reproduction().equals(HERE));
  }

  @Test
  void paddingHidesNone() {
    var world = World.of(60);
    var claims = Draft.of("lab/claims").billions(8);
    var again = Draft.of("lab/claims").by("tester", true).billions(8);
    for (int i = 0; i < Assessment.FULL + 50; i++) {
      claims.score("padding" + i, "0.900");
      again.score("padding" + i, "0.600");
    }
    world.submit(claims);
    assertThat(found(world.assess(again)))
        .extracting(ClaimedAbove::result)
        .hasSize(Assessment.FULL + 50)
        .doesNotHaveDuplicates();
  }

  @Test
  void whoNamesTheOwnerAsItsAffiliationClaimsForIt() {
    var world = World.of(60);
    world.submit(claim("0.900").by("lab-cloud", false).kin("lab-cloud"));
    var again =
        Draft.of("lab/claims")
            .by("tester", true)
            .kin("lab-cloud")
            .billions(8)
            .score("epsilon", "0.600");
    assertThat(found(world.assess(again)))
        .extracting(pair -> pair.claim().value())
        .containsExactly(60L);
  }

  @Test
  void noMoreThanAFewAreNamed() {
    var world = World.of(60);
    for (int i = 0; i < ReproductionCheck.MOST + 5; i++) {
      world.submit(claim("0.900"));
    }
    var again = Draft.of("lab/claims").by("tester", true).billions(8).score("epsilon", "0.600");
    assertThat(found(world.assess(again))).hasSize(ReproductionCheck.MOST);
  }
}

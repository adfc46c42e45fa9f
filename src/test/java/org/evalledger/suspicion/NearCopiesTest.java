package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Reported;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

/** Who of a family of near-copies counts, and what planting one comes to. */
class NearCopiesTest {
  private static final World WORLD = World.of(120);

  private static Draft original() {
    return Draft.of("maker/original")
        .billions(8)
        .score("alpha", "0.610")
        .score("beta", "0.520")
        .score("gamma", "0.440");
  }

  private static Draft copy(String model) {
    return Draft.of(model)
        .billions(8)
        .score("alpha", "0.611")
        .score("beta", "0.521")
        .score("gamma", "0.441");
  }

  /** The entries of all results that a result on {@code benchmark} is compared with by size. */
  private static String neighbours(World world, String benchmark) {
    var next = Draft.of("next/model").billions(8).score(benchmark, "0.500");
    var size = World.check(world.assess(next).results().getFirst().checks(), "size");
    var text = size.figures().canonical().utf8();
    var found = Pattern.compile("\"neighbours\":\\[([0-9,]*)]").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return "," + found.group(1) + ",";
  }

  private static int peers(World world, String benchmark) {
    var next = Draft.of("next/model").billions(8).score(benchmark, "0.500");
    var size = World.check(world.assess(next).results().getFirst().checks(), "size");
    var found = Pattern.compile("\"peers\":([0-9]+)").matcher(size.figures().canonical().utf8());
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  @Test
  void aPlantedCopyDoesNotDisplaceTheOriginalWhenThatCorrectsItsResult() {
    var world = WORLD.copy();
    long original = world.size();
    world.submit(original());
    long planted = world.size();
    world.submit(copy("planter/copy"));
    long corrected = world.size();
    world.submit(
        Draft.of("maker/original")
            .billions(8)
            .superseding(new Position(original, 0))
            .score("alpha", "0.612"));
    assertThat(neighbours(world, "alpha"))
        .contains("," + corrected + ",")
        .doesNotContain("," + planted + ",");
    assertThat(neighbours(world, "beta"))
        .contains("," + original + ",")
        .doesNotContain("," + planted + ",");
  }

  /** The row was there before, with figures of its own; it took the copied ones afterwards. */
  @Test
  void aModelThatBecomesACopyIsOneHoweverOldItsNameIs() {
    var world = WORLD.copy();
    long early = world.size();
    world.submit(Draft.of("planter/early").billions(8).score("alpha", "0.300"));
    long original = world.size();
    world.submit(original());
    long copied = world.size();
    world.submit(copy("planter/early").superseding(new Position(early, 0)));
    assertThat(neighbours(world, "alpha"))
        .contains("," + original + ",")
        .doesNotContain("," + copied + ",");
  }

  /** Where the head has no result the first of its copies that has one counts, and that alone. */
  @Test
  void aCopyCountsWhereTheHeadHasNoResult() {
    var world = WORLD.copy();
    world.submit(original());
    int before = peers(world, "delta");
    world.submit(copy("planter/copy").score("delta", "0.400"));
    world.submit(copy("other/copy").score("delta", "0.401"));
    assertThat(peers(world, "delta")).isEqualTo(before + 1);
    assertThat(peers(world, "alpha")).isEqualTo(peers(WORLD, "alpha") + 1);
  }

  @Test
  void aHeadThatLeavesItsCopiesLetsThemStandForEachOther() {
    var world = WORLD.copy();
    long original = world.size();
    world.submit(original());
    for (int i = 0; i < 100; i++) {
      world.submit(copy("planter/copy" + i));
    }
    world.submit(
        Draft.of("maker/original")
            .billions(8)
            .superseding(new Position(original, 0))
            .score("alpha", "0.900"));
    assertThat(peers(world, "beta")).isBetween(peers(WORLD, "beta") + 2, peers(WORLD, "beta") + 40);
  }

  /** Numbers of one benchmark are no evidence of a copy, however many filters there are. */
  @Test
  void threeFiltersOfOneBenchmarkMakeNoCopy() {
    var world = WORLD.copy();
    world.submit(filters("filters/model", 3));
    world.submit(filters("other/model", 3));
    var next = filters("next/model", 1);
    var size = World.check(world.assess(next).results().getFirst().checks(), "size");
    assertThat(size.figures().canonical().utf8()).contains("\"peers\":2");
  }

  private static Draft filters(String model, int count) {
    var draft = Draft.of(model).billions(8);
    for (int i = 0; i < count; i++) {
      draft.score(filtered(i), Draft.fraction(), reported("0.610"));
    }
    return draft;
  }

  private static ProtocolKey filtered(int number) {
    var plain = Draft.protocol("omega", 5);
    return new ProtocolKey(
        plain.benchmark(),
        plain.version(),
        null,
        plain.metric(),
        "filter" + number,
        plain.harnessFamily(),
        plain.shots(),
        plain.promptFamily());
  }

  private static Reported reported(String value) {
    return new Reported(new BigDecimal(value), Draft.ITEMS, null, StderrMethod.UNKNOWN);
  }
}

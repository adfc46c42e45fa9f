package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom an owner leaves out of its comparison by naming them as bases. */
class LineageGuardsTest {
  private static final World WORLD = World.of(200);

  private static Draft model() {
    return Draft.of("lab/model").billions(8).score("alpha", "0.550");
  }

  /** The models of so many organisations of the world. */
  private static String[] bases(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> "org" + number + "/model")
        .toArray(String[]::new);
  }

  private static int peers(World world, Draft draft) {
    var size = World.check(world.assess(draft).results().getFirst().checks(), "size");
    var found = Pattern.compile("\"peers\":([0-9]+)").matcher(size.figures().canonical().utf8());
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  @Test
  void tenRoundsOfSixteenBasesLeaveSixteenOut() {
    var world = WORLD.copy();
    int before = peers(world, model());
    for (int round = 0; round < 10; round++) {
      world.submit(model().from(bases(16 * round, 16)));
    }
    assertThat(peers(world, model())).isBetween(before - 16, before);
    assertThat(peers(world, model().from(bases(160, 16)))).isBetween(before - 16, before);
  }

  /** Nor do the revisions of the model add up. */
  @Test
  void tenRevisionsOfSixteenBasesLeaveSixteenOut() {
    var world = WORLD.copy();
    int before = peers(world, model());
    for (int round = 0; round < 10; round++) {
      world.submit(model().revision("step" + round).from(bases(16 * round, 16)));
    }
    assertThat(peers(world, model())).isBetween(before - 16, before);
  }

  @Test
  void sixtyBasesOfOneStatementLeaveSixteenOut() {
    int before = peers(WORLD, model());
    assertThat(peers(WORLD, model().from(bases(0, 60)))).isBetween(before - 16, before - 12);
  }

  @Test
  void theBaseThatIsInForceIsNoPeer() {
    var world = WORLD.copy();
    int before = peers(world, model());
    world.submit(model().from("org7/model"));
    assertThat(peers(world, model())).isEqualTo(before - 1);
    var base = Draft.of("org7/model").billions(8).score("alpha", "0.550");
    assertThat(peers(world, base)).isEqualTo(peers(WORLD, base));
    world.submit(model());
    assertThat(peers(world, model())).isEqualTo(before);
    assertThat(peers(world, base)).isEqualTo(peers(WORLD, base) + 1);
  }

  /** What somebody without a part in the model says of its results changes nothing of it. */
  @Test
  void aStrangersStatementKeepsTheLineageInForce() {
    var world = WORLD.copy();
    int before = peers(world, model());
    world.submit(model().from("org7/model"));
    world.submit(model().by("stranger", false));
    assertThat(peers(world, model())).isEqualTo(before - 1);
  }
}

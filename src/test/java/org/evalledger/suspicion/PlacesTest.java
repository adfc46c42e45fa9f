package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.evalledger.baseline.Position;
import org.junit.jupiter.api.Test;

/** Whose result stands for a model, and how much many revisions of one weigh. */
class PlacesTest {
  private static final World WORLD = World.of(120);

  private static String size(World world, Draft draft) {
    var check = World.check(world.assess(draft).results().getFirst().checks(), "size");
    return check.figures().canonical().utf8();
  }

  private static String neighbours(World world) {
    var found =
        Pattern.compile("\"neighbours\":\\[([0-9,]*)]")
            .matcher(size(world, Draft.of("next/model").billions(8).score("alpha", "0.500")));
    assertThat(found.find()).isTrue();
    return "," + found.group(1) + ",";
  }

  private static double z(World world, Draft draft) {
    var found = Pattern.compile("\"z\":\"([-0-9.]+)\"").matcher(size(world, draft));
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private static Draft rival(String score) {
    return Draft.of("rival/model").billions(8).score("alpha", score);
  }

  /** The rival takes its result back; an evaluator's is there, and a stranger's after it. */
  @Test
  void aStrangersResultIsNotPutBackInAnEvaluatorsPlace() {
    var world = WORLD.copy();
    long evaluated = world.size();
    world.submit(rival("0.560").by("evaluator", true));
    long own = world.size();
    world.submit(rival("0.610"));
    long strange = world.size();
    world.submit(rival("0.510").by("stranger", false));
    assertThat(neighbours(world)).contains("," + own + ",").doesNotContain("," + strange + ",");
    world.retire(new Position(own, 0));
    assertThat(neighbours(world))
        .contains("," + evaluated + ",")
        .doesNotContain("," + strange + ",");
  }

  /** What lies far below, as eighty revisions of one model and as one of each of eighty. */
  @Test
  void eightyRevisionsOfAModelWeighNoMoreThanEightyModels() {
    var rival = World.honest("rival/model", 3, 0.2);
    var before = z(WORLD, rival);
    var together = new ArrayList<Double>();
    for (boolean revisions : new boolean[] {true, false}) {
      var world = WORLD.copy();
      for (int i = 0; i < 80; i++) {
        var low = World.honest(revisions ? "lab/low" : "lab/low" + i, 3, -1.5 - 0.02 * i);
        world.submit(low.revision(revisions ? "step" + i : "main"));
      }
      together.add(z(world, rival));
    }
    assertThat(together.getFirst()).isCloseTo(together.getLast(), within(1e-9));
    assertThat(together.getFirst()).isCloseTo(before, within(1.0));
  }

  /** Eighty revisions of somebody else's model by an evaluator weigh as much as its owner may. */
  @Test
  void anEvaluatorsEightyRevisionsOfAModelCountForItsOwner() {
    var rival = World.honest("rival/model", 3, 0.2);
    var byOwner = WORLD.copy();
    var byEvaluator = WORLD.copy();
    for (int i = 0; i < 80; i++) {
      var low = World.honest("lab/low", 3, -1.5 - 0.02 * i).revision("step" + i);
      byOwner.submit(low);
      byEvaluator.submit(
          World.honest("lab/low", 3, -1.5 - 0.02 * i).revision("step" + i).by("evaluator", true));
    }
    assertThat(z(byEvaluator, rival)).isCloseTo(z(WORLD, rival), within(1.0));
    assertThat(z(byEvaluator, rival)).isCloseTo(z(byOwner, rival), within(0.3));
  }
}
